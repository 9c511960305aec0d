"""A young platform that vets its sellers: few cases, growing, long and uneven reviews, three people in part."""

from bench.hidden_interface import FirmCalendar
from bench.hidden_worlds.firm import CaseClass, Demand, Errors, ReviewTime, Scores, TrueFirm, hours_of_day, team
from bench.hidden_worlds.scenarios import scenarios

FIRM = TrueFirm(
    calendar=FirmCalendar(9 * 3600, 19 * 3600, (0, 1, 2, 3, 4), (40,)),
    reviewers=team((1, "01", 9, 17), (1, "01", 11, 19), (1, "01", 10, 15)),
    threshold=0.4,
    sla_hours=(8.0,),
    now=16 * 7 * 86400 + 16 * 3600.0,
    demand=Demand(
        a_day=21,
        hours=hours_of_day({0: 0.6, 2: 0.2, 8: 0.8, 10: 1.3, 20: 1.1}),
        weekdays=(1.0, 1.05, 1.05, 1.0, 0.9, 0.6, 0.6),
        on_holidays=0.8,
        swing=0.1,
        growth=0.012,
    ),
    kinds=(
        CaseClass(0.65, (1.0,), 0.0, 1.4, 48),
        CaseClass(0.35, (1.0,), 0.5, 1.2, 80, wrong_shift=0.3),
    ),
    scores=Scores(shadow_tilt=0.6, shadow_shift=0.2, shadow_noise=1.0),
    review_time=ReviewTime(spread=0.95, pace_spread=0.25),
    errors=Errors(base=-1.6, on_risk=0.5, on_shadow=0.2, delay_days=14, seen=0.85),
    questions=scenarios(0.4, 0.33, 0.5, (0.4, 0.5), (21, 14, 28)),
)
