"""Nodes that have come or gone: new ones have no history to be forecast from, and vanished ones no future."""

import math
from dataclasses import dataclass

import numpy as np

from forecasting.counts import UNNAMED, DailyCounts

RECENT_DAYS = 28
"""Four of each weekday: a shorter silence may be a holiday."""
_EARLIER_DAYS = 2 * RECENT_DAYS
"""Of history before them: with less, every node is new."""
_FEWEST_CASES = 3
"""Cases of a new node: fewer may be slips of the pen."""
_FALSE_VANISHED = 0.01
"""How often a firm of which every node goes on has one called vanished (Bonferroni over its nodes)."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """Names of nodes that first had cases in the last four weeks, and of those that had none in them against chance."""

    emerging: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """Return it in words; nothing where none has come or gone."""
        came = f"New in the last four weeks: {', '.join(self.emerging)}."
        gone = f"Without a case for four weeks, which is not chance: {', '.join(self.vanished)}."
        return [*([came] if self.emerging else []), *([gone] if self.vanished else [])]


def turnover_of(counts: DailyCounts) -> Turnover:
    """Compare the last four weeks with all days before, the busiest nodes first; too short a history tells nothing."""
    cut = counts.days - RECENT_DAYS
    if cut < _EARLIER_DAYS:
        return Turnover()
    before, recent = counts.arrivals[:cut].sum(0), counts.arrivals[cut:].sum(0)
    first = np.argmax(counts.arrivals > 0, axis=0)
    usual = before / np.maximum(cut - first, 1) * RECENT_DAYS
    bar = math.log(len(counts.nodes) / _FALSE_VANISHED) if counts.nodes else math.inf
    named = np.array([name != UNNAMED for name in counts.nodes], np.bool_)
    came = named & (before == 0) & (recent >= _FEWEST_CASES)
    gone = named & (recent == 0) & (usual >= bar)
    return Turnover(_busiest(counts, came, recent), _busiest(counts, gone, usual))


def _busiest(counts: DailyCounts, chosen: np.ndarray, by: np.ndarray) -> tuple[str, ...]:
    order = np.lexsort((np.array(counts.nodes), -by)).tolist()
    return tuple(counts.nodes[place] for place in order if chosen[place])
