"""A benefit office where skills bind: each class has few who may decide it, some of them part-time."""

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
    calendar=FirmCalendar(8 * 3600, 16 * 3600, (0, 1, 2, 3, 4), (18, 74, 115)),
    reviewers=team((1, "01", 8, 16), (2, "0", 8, 16), (1, "2", 8, 14), (1, "23", 9, 16), (1, "013", 9, 15)),
    threshold=0.4,
    sla_hours=(7.0, 3.0),
    now=(13 * 7 + 3) * 86400 + 8 * 3600.0,
    demand=Demand(
        a_day=78,
        hours=hours_of_day({0: 0.02, 7: 0.5, 8: 2.0, 11: 1.3, 13: 1.1, 16: 0.3, 20: 0.05}),
        weekdays=(1.4, 1.1, 0.9, 0.9, 0.7, 0.05, 0.05),
        on_holidays=0.05,
        swing=0.1,
    ),
    kinds=(
        CaseClass(0.45, (0.9, 0.1), -0.5, 1.0, 28),
        CaseClass(0.2, (0.85, 0.15), -0.1, 1.0, 32, shadow_shift=0.3),
        CaseClass(0.22, (0.9, 0.1), -0.1, 0.9, 48, wrong_shift=0.4),
        CaseClass(0.13, (0.7, 0.3), 0.4, 0.8, 40, shadow_shift=-0.3),
    ),
    always_review=frozenset({3}),
    scores=Scores(shadow_tilt=0.9, shadow_noise=0.6),
    review_time=ReviewTime(spread=0.55, by_risk=0.25, pace_spread=0.1),
    absence=Absence(starts=0.015, lasts=0.5),
    errors=Errors(base=-1.8, on_risk=0.9, delay_days=20, seen=0.8),
    questions=scenarios(0.4, 0.35, 0.5, (0.4, 0.44), (21, 14, 28)),
)
