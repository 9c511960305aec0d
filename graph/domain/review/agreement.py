"""How far people agree who judged the same cases without seeing each other's verdict."""

import math
from collections import Counter
from collections.abc import Sequence


def krippendorff_alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha of nominal verdicts, by unit; None with no pair, or without two to tell.

    1 is agreement throughout, 0 what chance would give. Units of one verdict count for nothing (Krippendorff, Content
    Analysis, 2004, ch. 11: observed over expected disagreement of the matrix of coincidences).
    """
    paired = [unit for unit in units if len(unit) > 1]
    totals = Counter(verdict for unit in paired for verdict in unit)
    number = sum(totals.values())
    expected = number**2 - sum(count**2 for count in totals.values())
    if expected == 0:
        return None
    observed = math.fsum(_disagreeing(unit) / (len(unit) - 1) for unit in paired)
    return 1 - (number - 1) * observed / expected


def agreed(units: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return on how many cases all verdicts were the same, and how many cases several people judged."""
    paired = [unit for unit in units if len(unit) > 1]
    return sum(len(set(unit)) == 1 for unit in paired), len(paired)


def _disagreeing(unit: Sequence[str]) -> int:
    """Return how many ordered pairs of a unit's verdicts differ."""
    return len(unit) ** 2 - sum(count**2 for count in Counter(unit).values())
