"""A customs broker: declarations come in batches with each ship and lorry, and a score card gives coarse scores."""

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
    calendar=FirmCalendar(6 * 3600, 18 * 3600, (0, 1, 2, 3, 4), (31, 32, 101)),
    reviewers=team((1, "012", 6, 14), (1, "012", 10, 18), (1, "01", 8, 16)),
    threshold=0.45,
    sla_hours=(6.5, 3.0),
    now=15 * 7 * 86400 + 2 * 86400 + 10 * 3600.0,
    demand=Demand(
        a_day=62,
        hours=hours_of_day({0: 0.5, 4: 1.2, 6: 1.6, 10: 1.0, 15: 1.3, 19: 0.6}),
        weekdays=(1.2, 1.0, 1.0, 1.0, 1.1, 0.3, 0.2),
        on_holidays=0.4,
        swing=0.08,
        batch=3.0,
        batch_seconds=900.0,
    ),
    kinds=(
        CaseClass(0.5, (0.9, 0.1), -0.4, 1.0, 24),
        CaseClass(0.3, (0.8, 0.2), 0.0, 1.0, 30, shadow_shift=0.2),
        CaseClass(0.2, (0.7, 0.3), -0.2, 1.2, 42, shadow_shift=-0.2),
    ),
    scores=Scores(grain=0.05, shadow_tilt=1.0, shadow_shift=-0.1, shadow_noise=0.6),
    review_time=ReviewTime(spread=0.4, by_risk=0.2, pace_spread=0.08),
    absence=Absence(starts=0.01, lasts=0.7),
    errors=Errors(base=-2.1, on_risk=0.5, on_shadow=0.1, delay_days=40, seen=0.7),
    questions=scenarios(0.45, 0.4, 0.55, (0.45, 0.4), (14, 7, 21)),
)
