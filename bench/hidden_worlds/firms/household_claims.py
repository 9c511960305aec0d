"""A household insurer with a calm claims desk: time to spare, but a short promise and people who fall ill."""

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
    calendar=FirmCalendar(8 * 3600, 18 * 3600, (0, 1, 2, 3, 4), (39, 60, 95)),
    reviewers=team((2, "012", 8, 16), (1, "012", 9, 17), (1, "012", 10, 18)),
    threshold=0.35,
    sla_hours=(4.0, 1.5),
    now=(10 * 7 + 2) * 86400 + 11 * 3600.0,
    demand=Demand(
        a_day=95,
        hours=hours_of_day({0: 0.1, 7: 0.6, 8: 1.5, 9: 2.2, 12: 1.5, 13: 1.9, 16: 1.3, 18: 0.8, 22: 0.2}),
        weekdays=(1.25, 1.05, 1.0, 0.95, 0.85, 0.2, 0.15),
        on_holidays=0.2,
        swing=0.12,
    ),
    kinds=(
        CaseClass(0.55, (0.95, 0.05), -1.1, 1.0, 17, wrong_shift=-0.2),
        CaseClass(0.30, (0.9, 0.1), -0.6, 1.1, 26),
        CaseClass(0.15, (0.8, 0.2), -0.2, 0.9, 38, shadow_shift=-0.4, wrong_shift=0.3),
    ),
    scores=Scores(urgent_lift=0.3, shadow_tilt=0.85, shadow_shift=-0.1, shadow_noise=0.5),
    review_time=ReviewTime(spread=0.65, by_risk=0.3, long_share=0.04, long_factor=3.0, pace_spread=0.12),
    absence=Absence(starts=0.02, lasts=0.6),
    errors=Errors(base=-2.2, on_risk=0.7, delay_days=12),
    questions=scenarios(0.35, 0.28, 0.45, (0.35, 0.30), (14, 7, 28)),
)
