"""Weighted impact: how many decisions would turn, had each case another case's value of a feature.

How many decisions rest on a feature says little, for most rest on all of them. What counts is how far a feature moves
the scores of cases, and how near these are to the bound between the gate's results.
"""

from collections.abc import Mapping

import numpy as np

from forecasting.columns import Floats


def weighted_impact(margin: Floats, contributions: Mapping[str, Floats], bound: float) -> dict[str, float]:
    """Return by feature how many of the scored cases are expected to fall on the other side of a bound.

    `margin` and `bound` are log-odds; each feature's `contributions` are its parts of the margins, case by case.
    """
    return {name: _turned(margin, part, bound) for name, part in contributions.items()}


def _turned(margin: Floats, part: Floats, bound: float) -> float:
    # Another case's part turns a case where it is above (or below) what the case lacks to the bound.
    needed = bound - (margin - part)
    below = np.searchsorted(np.sort(part), needed, side="left") / max(1, len(part))
    turned: Floats = np.where(margin < bound, 1.0 - below, below)
    return float(turned.sum())
