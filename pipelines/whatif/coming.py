"""What a what-if says of the coming cases: how many go to people, and how many the change turns."""

from collections.abc import Sequence

import numpy as np

from forecasting.columns import Flags
from forecasting.whatif.arrivals import coming_cases
from forecasting.whatif.calibration import Calibrated
from forecasting.whatif.firm import Option, Plan
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.periods import DAY_MS
from graph.domain.planning.frozen import Frozen
from pipelines.whatif.options import Routes

TO_PEOPLE = "cases that go to people by the rules of its day"
"""The forecast beside the one of the change: it comes true or not, whatever becomes of the scenario."""
TURNED = "cases with which the gate does something else under the change"


def coming_of(
    calibrated: Calibrated, base: Option, routes: tuple[Routes, Routes], plan: Plan, frozen: Frozen
) -> list[Json]:
    """Return how many coming cases go to people and how many the change turns, as a run's result holds it."""
    chosen = {TO_PEOPLE: routes[0].to_people, TURNED: turned(*routes)}
    kinds = [one[calibrated.stands_for] for one in chosen.values()]
    bands = coming_cases(calibrated.firm, base, kinds, plan)
    before = within(frozen, frozen.as_of - length_of(plan.horizon_days), frozen.as_of)
    return [
        {
            "name": name,
            "expected": round(band.mid, 4),
            "low": int(band.low),
            "high": int(band.high),
            "before": int((which & before).sum()),
        }
        for (name, which), band in zip(chosen.items(), bands, strict=True)
    ]


def turned(base: Routes, changed: Routes) -> Flags:
    """Return with which cases the gate does something else under a change."""
    differs: Flags = (base.to_people != changed.to_people) | (base.declined != changed.declined)
    return differs


def within(frozen: Frozen, begins: int, ends: int) -> Flags:
    """Return which cases of a snapshot began in an interval (ms)."""
    started: Sequence[int] = frozen.cases.started
    at = np.array(started, dtype=np.int64)
    inside: Flags = (at >= begins) & (at < ends)
    return inside


def length_of(days: float) -> int:
    """Return a horizon in milliseconds."""
    return int(days * DAY_MS)
