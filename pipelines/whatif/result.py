"""A comparison as it is stored and told: figures with bands, curves, and the replay counted."""

import math
from collections.abc import Mapping, Sequence

from forecasting.columns import Floats
from forecasting.whatif.calibration import Calibrated, PointState
from forecasting.whatif.comparison import Band, Comparison, Curve
from forecasting.whatif.wall_clock import epoch_milliseconds
from graph.domain.kernel.canonical import Json
from pipelines.whatif.explained import grows_without_end
from pipelines.whatif.options import Routes

_KPIS = {
    "volume_to_people": ("volumeToPeople", "cases that go to people", "cases"),
    "automatic_share": ("automaticShare", "share of cases decided automatically", "share"),
    "waiting_hours": ("waitingHours", "mean wait until a review begins, opening hours", "hours"),
    "waiting_hours_p90": ("waitingHoursP90", "nine in ten waits are shorter than this, opening hours", "hours"),
    "missed_sla_share": ("missedSlaShare", "share of reviews that miss their deadline", "share"),
    "workload_per_reviewer": ("workloadPerReviewer", "hours of review a reviewer and working day", "hours"),
    "utilisation": ("utilisation", "share of the time on shift spent on reviews", "share"),
    "error_rate": ("errorRate", "share of automatic decisions that turn out wrong", "share"),
    "wrong_decisions": ("wrongDecisions", "decisions that turn out wrong, automatic ones and people's", "cases"),
    "missed_deadlines": ("missedDeadlines", "reviews that miss their deadline", "cases"),
    "cost": ("cost", "reviews, wrong automatic decisions, and errors of people", "money"),
}
_OF_THE_QUEUE = frozenset({"waiting_hours", "waiting_hours_p90", "missed_sla_share", "missed_deadlines"})
_CURVES = {
    "queue_length": ("queueLength", "cases that wait for a review", "cases"),
    "to_people_a_day": ("volumeToPeople", "cases that go to people, a working day", "cases"),
    "missed_sla_a_day": ("missedSla", "reviews that miss their deadline, by the day they arrive", "cases"),
}


def kpis_of(comparison: Comparison) -> list[Json]:
    """Return every measure under both options, with the paired difference.

    Of a queue that grows without end, waits and late reviews have a band and no single figure.
    """
    kpis: list[Json] = []
    endless = (grows_without_end(comparison, 0), grows_without_end(comparison, 1))
    for key, (name, label, unit) in _KPIS.items():
        measure = comparison.measures[key]
        base, candidate = (key in _OF_THE_QUEUE and one for one in endless)
        kpis.append(
            {
                "name": name,
                "words": label,
                "unit": unit,
                **_band("base", measure.base, pointless=base),
                **_band("candidate", measure.candidate, pointless=candidate),
                **_band("delta", measure.delta, pointless=base or candidate),
            }
        )
    return kpis


def curves_of(comparison: Comparison, zone: str) -> list[Json]:
    """Return the curves over time; times in epoch ms."""
    return [_curve(description, comparison.curves[key], zone) for key, description in _CURVES.items()]


def replay_of(stand: PointState, calibrated: Calibrated, scored: Sequence[int], routes: tuple[Routes, Routes]) -> Json:
    """Return what each policy does with the stored snapshots that have a stored score, counted, not simulated."""
    base, candidate = routes
    started = [stand.frozen.cases.started[row] for row in scored]
    wrong = dict(zip(calibrated.stands_for.tolist(), calibrated.firm.history.wrong.tolist(), strict=True))
    return {
        "scored": len(scored),
        "unscored": len(stand.frozen.cases.id) - len(scored),
        "from": stand.frozen.cases.started[int(calibrated.rows[0])],
        "until": max(started),
        "base": _replayed(base, scored, wrong),
        "candidate": _replayed(candidate, scored, wrong),
        "movedToPeople": int((candidate.to_people & ~base.to_people)[list(scored)].sum()),
        "movedToAutomatic": int((base.to_people & ~candidate.to_people)[list(scored)].sum()),
    }


def _replayed(routes: Routes, scored: Sequence[int], wrong: Mapping[int, float]) -> Json:
    automatic = [row for row in scored if not routes.to_people[row]]
    amiss = {row: 1 - value if routes.declined[row] else value for row, value in wrong.items()}
    known = [amiss[row] for row in automatic if math.isfinite(amiss.get(row, math.nan))]
    return {
        "toPeople": len(scored) - len(automatic),
        "automatic": len(automatic),
        "declined": int(routes.declined[list(scored)].sum()),
        "automaticKnown": len(known),
        "automaticWrong": int(sum(known)),
    }


def _band(name: str, band: Band, *, pointless: bool) -> dict[str, Json]:
    return {
        name: None if pointless else number(band.mid),
        f"{name}Low": number(band.low),
        f"{name}High": number(band.high),
    }


def _curve(description: tuple[str, str, str], curve: Curve, zone: str) -> Json:
    name, label, unit = description
    return {
        "kpi": name,
        "words": label,
        "unit": unit,
        "times": list(epoch_milliseconds(curve.moments, zone)),
        "base": _course(curve.base),
        "candidate": _course(curve.candidate),
    }


def _course(course: tuple[Floats, Floats, Floats]) -> Json:
    mid, low, high = ([number(one) for one in values.tolist()] for values in course)
    return {"mid": list(mid), "low": list(low), "high": list(high)}


def number(value: float) -> float | None:
    """Return a figure as it is stored; None where it is not finite."""
    return round(value, 6) if math.isfinite(value) else None
