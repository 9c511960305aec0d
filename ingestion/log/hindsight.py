"""Whether a value that stands in a record from its first row on was written when the record was over.

What was known at creation may tell how a record will end, but it does not contradict how it began. What was filled in
afterwards, on all rows, does. So in the records whose other columns changed, the value is compared with their start
and with their end, by how often it goes with each in the records where nothing changed.
"""

import math
from collections import Counter
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import TypeAlias

from ingestion.log.leak_rule import Hindsight, Mean
from ingestion.sources.cells import Cell

FEWEST_CHANGED = 100
"""Records in which the other column changed: fewer show nothing of value."""
_PRIOR = 10.0
"""So many records of the common shares are added to each value's own: what was rarely seen then says little."""

StartAndEnd: TypeAlias = tuple[Cell, Cell]
"""What another column held at the start and at the end of a record; two times None where it was never filled."""


def hindsight(other: str, values: Sequence[Cell], held: Sequence[StartAndEnd]) -> Hindsight | None:
    """Return how a column fits the starts of another, and its ends; None where too few records changed.

    There is one value and one pair for each record; a record without one of them does not count.
    """
    pairs = zip(values, held, strict=True)
    known = [(value, *pair) for value, pair in pairs if value is not None and pair[0] is not None]
    still = [(value, start) for value, start, end in known if start == end]
    changed = [one for one in known if one[1] != one[2]]
    if len(changed) < FEWEST_CHANGED or not still:
        return None
    whole: Counter[Cell] = Counter(value for value, _, _ in known)
    beside: Counter[tuple[Cell, Cell]] = Counter(still)
    sizes = Counter(start for _, start in still)

    def log_ratio(value: Cell, place: Cell) -> float:
        common = whole[value] / len(known)
        return math.log((beside[value, place] + _PRIOR * common) / (sizes[place] + _PRIOR) / common)

    return Hindsight(
        other,
        len(changed),
        _mean([log_ratio(value, start) for value, start, _ in changed]),
        _mean([log_ratio(value, end) for value, _, end in changed]),
    )


def _mean(ratios: Sequence[float]) -> Mean:
    return Mean(fmean(ratios), stdev(ratios) / math.sqrt(len(ratios)))
