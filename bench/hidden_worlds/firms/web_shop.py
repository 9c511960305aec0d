"""A web shop that checks orders for fraud six days a week: orders at all hours, campaigns, early and late shifts."""

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
    calendar=FirmCalendar(7 * 3600, 21 * 3600, (0, 1, 2, 3, 4, 5), (46,)),
    reviewers=team((2, "012", 7, 15), (1, "012", 13, 21), (1, "012", 10, 18)),
    threshold=0.3,
    sla_hours=(3.0,),
    now=(9 * 7 + 4) * 86400 + 15.5 * 3600.0,
    demand=Demand(
        a_day=108,
        hours=hours_of_day({0: 0.5, 1: 0.15, 7: 0.6, 10: 1.1, 15: 1.3, 18: 1.7, 22: 1.2}),
        weekdays=(1.05, 0.9, 0.9, 0.95, 1.1, 1.1, 1.2),
        on_holidays=1.0,
        swing=0.38,
        memory=0.6,
        step=0.08,
    ),
    kinds=(
        CaseClass(0.6, (1.0,), -1.4, 1.3, 14),
        CaseClass(0.3, (1.0,), -0.8, 1.2, 20, shadow_shift=0.4, wrong_shift=0.2),
        CaseClass(0.1, (1.0,), 0.0, 1.0, 30, wrong_shift=0.5),
    ),
    scores=Scores(shadow_tilt=1.1, shadow_shift=0.1, shadow_noise=0.8),
    review_time=ReviewTime(shape=1.25, by_risk=0.5, pace_spread=0.2),
    absence=Absence(starts=0.03, lasts=0.4),
    errors=Errors(base=-2.6, on_risk=0.8, on_shadow=0.1, delay_days=30, seen=0.9),
    questions=scenarios(0.3, 0.24, 0.4, (0.3, 0.36), (14, 7, 21)),
)
