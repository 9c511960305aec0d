"""A health payer's authorisations: much is urgent and goes first, and the rest waits behind it."""

from bench.hidden_interface import FirmCalendar
from bench.hidden_worlds.firm import (
    Absence,
    CaseClass,
    Demand,
    Errors,
    ReviewTime,
    Scores,
    TrueFirm,
    hours_of_day,
    team,
)
from bench.hidden_worlds.scenarios import scenarios

FIRM = TrueFirm(
    calendar=FirmCalendar(8 * 3600, 18 * 3600, (0, 1, 2, 3, 4), (32, 67)),
    reviewers=team((2, "012", 8, 16), (2, "012", 9, 17), (1, "01", 10, 18)),
    threshold=0.3,
    sla_hours=(9.0, 1.5),
    now=12 * 7 * 86400 + 86400 + 8 * 3600.0,
    demand=Demand(
        a_day=76,
        hours=hours_of_day({0: 0.05, 7: 0.4, 8: 1.3, 9: 1.9, 12: 1.2, 13: 1.8, 17: 0.9, 19: 0.2}),
        weekdays=(1.15, 1.05, 1.0, 1.0, 0.95, 0.1, 0.05),
        on_holidays=0.1,
        swing=0.08,
    ),
    kinds=(
        CaseClass(0.4, (0.6, 0.4), -0.6, 1.0, 30),
        CaseClass(0.35, (0.5, 0.5), -0.3, 1.0, 36, shadow_shift=-0.3),
        CaseClass(0.25, (0.75, 0.25), 0.0, 0.9, 45, wrong_shift=0.3),
    ),
    scores=Scores(urgent_lift=0.5, shadow_tilt=0.9, shadow_noise=0.5),
    review_time=ReviewTime(spread=0.6, by_risk=0.2, long_share=0.06, long_factor=2.5, pace_spread=0.1),
    absence=Absence(starts=0.02, lasts=0.55),
    errors=Errors(base=-2.0, on_risk=0.7, delay_days=15),
    questions=scenarios(0.3, 0.25, 0.42, (0.3, 0.34), (14, 10, 28)),
)
