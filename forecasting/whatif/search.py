"""Chooses among many options on the same draws: the cheapest that is in time often enough, with few people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats
from forecasting.whatif.comparison import HIGH, LOW
from forecasting.whatif.replication import Measures

FULL = 0.95
"""The part of the time on shift that new work may fill; from here on queues grow without end, or nearly so."""
# Two standard errors of a paired difference: nearer costs are not told apart.
_CLEARLY = 2.0


@dataclass(frozen=True, slots=True)
class Tried:
    """One option: mean and band of its cost and of its share of late reviews; the mean is nan in an endless queue."""

    cost: tuple[float, float, float]
    late: tuple[float, float, float]
    to_people: float
    endless: bool


def tried(runs: Sequence[Measures]) -> Tried:
    """Summarise one option's replications."""
    endless = float(np.mean([one.offered for one in runs])) >= FULL
    cost, late = (_band(np.array([getattr(one, name) for one in runs])) for name in ("cost", "missed_sla_share"))
    if endless:
        cost, late = ((np.nan, low, high) for _, low, high in (cost, late))
    return Tried(cost, late, float(np.mean([one.volume_to_people for one in runs])), endless)


def chosen(runs: Sequence[Sequence[Measures]], people: Sequence[int], most_late: float | None) -> int | None:
    """Return the option to take; None where none is in time often enough, or each queue grows without end.

    Of those whose cost is not clearly above the least, by paired differences, it is the one with the fewest people,
    then the least cost. `most_late` is the share of reviews that may be late.
    """
    usable = [
        place
        for place, one in enumerate(map(tried, runs))
        if not one.endless and (most_late is None or not one.late[0] > most_late)
    ]
    if not usable:
        return None
    costs = np.array([[one.cost for one in option] for option in runs])
    best = min(usable, key=lambda place: float(costs[place].mean()))
    alike = [place for place in usable if not _clearly_above(costs[place] - costs[best])]
    return min(alike, key=lambda place: (people[place], float(costs[place].mean())))


def _clearly_above(difference: Floats) -> bool:
    error = float(difference.std(ddof=1)) / np.sqrt(len(difference))
    return bool(float(difference.mean()) > _CLEARLY * error)


def _band(values: Floats) -> tuple[float, float, float]:
    known = values[np.isfinite(values)]
    if not len(known):
        # Nothing went to people: no review is late.
        return 0.0, 0.0, 0.0
    return float(known.mean()), float(np.quantile(known, LOW)), float(np.quantile(known, HIGH))
