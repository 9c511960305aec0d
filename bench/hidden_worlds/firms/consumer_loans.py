"""A lender whose back office is nearly always full: long promises, a queue that lives for days, a wandering market."""

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
    calendar=FirmCalendar(9 * 3600, 17 * 3600, (0, 1, 2, 3, 4), (25, 88, 89)),
    reviewers=team((3, "01", 9, 17), (1, "01", 9, 13)),
    threshold=0.5,
    sla_hours=(5.0,),
    now=14 * 7 * 86400 + 9 * 3600.0,
    demand=Demand(
        a_day=82,
        hours=hours_of_day({0: 0.15, 6: 0.5, 9: 1.4, 12: 1.8, 14: 1.4, 18: 1.0, 22: 0.4}),
        weekdays=(1.1, 1.05, 1.0, 1.0, 0.9, 0.35, 0.3),
        on_holidays=0.4,
        swing=0.06,
        memory=0.85,
        step=0.015,
    ),
    kinds=(
        CaseClass(0.7, (1.0,), -0.4, 1.2, 31, wrong_shift=-0.3),
        CaseClass(0.3, (1.0,), 0.2, 1.2, 44, shadow_shift=0.3),
    ),
    scores=Scores(shadow_tilt=0.7, shadow_shift=0.0, shadow_noise=0.7),
    review_time=ReviewTime(spread=0.45, pace_spread=0.15),
    absence=Absence(starts=0.012, lasts=0.5),
    errors=Errors(base=-1.9, on_risk=0.6, on_shadow=0.2, delay_days=25, seen=0.6),
    questions=scenarios(0.5, 0.47, 0.58, (0.5, 0.54), (10, 7, 21)),
)
