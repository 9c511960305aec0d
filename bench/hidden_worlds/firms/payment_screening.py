"""A bank's payment screening: a large team, many short checks, three priorities, a rush before the cut-off."""

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
    calendar=FirmCalendar(7.5 * 3600, 18.5 * 3600, (0, 1, 2, 3, 4), (4, 53)),
    reviewers=team((3, "0123", 7.5, 15.5), (2, "012", 9, 17), (3, "0123", 10.5, 18.5)),
    threshold=0.35,
    sla_hours=(3.5, 1.5, 0.5),
    now=(8 * 7 + 1) * 86400 + 13 * 3600.0,
    demand=Demand(
        a_day=148,
        hours=hours_of_day({0: 0.03, 7: 0.7, 8: 1.4, 11: 1.2, 14: 2.0, 15: 2.6, 17: 0.9, 18: 0.2}),
        weekdays=(1.1, 0.95, 0.9, 0.95, 1.2, 0.02, 0.02),
        on_holidays=0.03,
        swing=0.1,
    ),
    kinds=(
        CaseClass(0.5, (0.7, 0.25, 0.05), -0.5, 1.1, 22),
        CaseClass(0.25, (0.6, 0.3, 0.1), -0.2, 1.1, 28, shadow_shift=0.2),
        CaseClass(0.15, (0.5, 0.35, 0.15), 0.0, 1.0, 34),
        CaseClass(0.1, (0.8, 0.15, 0.05), 0.3, 0.9, 45, shadow_shift=-0.5, wrong_shift=-0.3),
    ),
    scores=Scores(urgent_lift=0.2, grain=0.01, shadow_tilt=0.8, shadow_shift=-0.2, shadow_noise=0.4),
    review_time=ReviewTime(shape=1.0, by_risk=0.3, pace_spread=0.15),
    absence=Absence(starts=0.04, lasts=0.3),
    errors=Errors(base=-3.0, on_risk=0.9, delay_days=6, seen=0.5),
    questions=scenarios(0.35, 0.31, 0.45, (0.35, 0.3), (10, 7, 21)),
)
