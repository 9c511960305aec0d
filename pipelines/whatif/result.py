"""A comparison as it is stored and told: figures with bands, curves, and the replay counted."""

import math
from collections.abc import Mapping, Sequence

from forecasting.columns import Flags, Floats
from forecasting.whatif.calibration import Calibrated, PointState
from forecasting.whatif.comparison import Band, Comparison, Curve
from forecasting.whatif.wall_clock import epoch_milliseconds
from graph.domain.kernel.canonical import Json

_KPIS = {
    "volume_to_people": ("volumeToPeople", "cases that go to people", "cases"),
    "automatic_share": ("automaticShare", "share of cases decided automatically", "share"),
    "waiting_hours": ("waitingHours", "mean wait until a review begins, opening hours", "hours"),
    "waiting_hours_p90": ("waitingHoursP90", "nine in ten waits are shorter than this, opening hours", "hours"),
    "missed_sla_share": ("missedSlaShare", "share of reviews that miss their deadline", "share"),
    "workload_per_reviewer": ("workloadPerReviewer", "hours of review a reviewer and working day", "hours"),
    "utilisation": ("utilisation", "share of the time on shift spent on reviews", "share"),
    "error_rate": ("errorRate", "share of automatic decisions that turn out wrong", "share"),
    "cost": ("cost", "reviews, wrong automatic decisions, and errors of people", "money"),
}
_CURVES = {
    "queue_length": ("queueLength", "cases that wait for a review", "cases"),
    "to_people_a_day": ("volumeToPeople", "cases that go to people, a working day", "cases"),
    "missed_sla_a_day": ("missedSla", "reviews that miss their deadline, by the day they arrive", "cases"),
}


def kpis_of(comparison: Comparison) -> list[Json]:
    """Return every measure under both options, with the paired difference."""
    kpis: list[Json] = []
    for key, (name, label, unit) in _KPIS.items():
        measure = comparison.measures[key]
        kpis.append(
            {
                "name": name,
                "words": label,
                "unit": unit,
                **_band("base", measure.base),
                **_band("candidate", measure.candidate),
                **_band("delta", measure.delta),
            }
        )
    return kpis


def curves_of(comparison: Comparison, zone: str) -> list[Json]:
    """Return the curves over time; times in epoch ms."""
    return [_curve(description, comparison.curves[key], zone) for key, description in _CURVES.items()]


def replay_of(stand: PointState, calibrated: Calibrated, scored: Sequence[int], routes: tuple[Flags, Flags]) -> Json:
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
        "movedToPeople": int((candidate & ~base)[list(scored)].sum()),
        "movedToAutomatic": int((base & ~candidate)[list(scored)].sum()),
    }


def _replayed(to_people: Flags, scored: Sequence[int], wrong: Mapping[int, float]) -> Json:
    automatic = [row for row in scored if not to_people[row]]
    known = [wrong[row] for row in automatic if math.isfinite(wrong.get(row, math.nan))]
    return {
        "toPeople": len(scored) - len(automatic),
        "automatic": len(automatic),
        "automaticKnown": len(known),
        "automaticWrong": int(sum(known)),
    }


def _band(name: str, band: Band) -> dict[str, Json]:
    return {name: _number(band.mid), f"{name}Low": _number(band.low), f"{name}High": _number(band.high)}


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
    mid, low, high = ([_number(one) for one in values.tolist()] for values in course)
    return {"mid": list(mid), "low": list(low), "high": list(high)}


def _number(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None
