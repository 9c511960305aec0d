"""The threshold for automatic decisions: the risk below which accepting would have cost least so far."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats
from graph.domain.gate.cells import SMALLEST_NUMBER

# Fewer automatic cases than this say too little about their own error.
_FEWEST_AUTOMATIC = 30
# Read at a glance; where chances lie nearer to each other or to 0, as many digits as tell them apart.
_DIGITS = 4
_MOST_DIGITS = 17
"""They tell any two doubles apart."""


@dataclass(frozen=True)
class MaturedCases:
    """Matured cases with scores made without their own labels; costs in one currency.

    `wrong` says whether the proposal turned out wrong, `error_cost` what accepting it costs (used where wrong),
    `reviewed_cost` what the case costs when people decide it, their errors included, and `eligible` whether
    policy would let it pass at all.
    """

    chance: Floats
    wrong: Flags
    error_cost: Floats
    reviewed_cost: Floats
    eligible: Flags


@dataclass(frozen=True, slots=True)
class ChosenThreshold:
    """The choice and what it would have meant on the past cases; costs are per case.

    `automatic_share` is that of all arrivals, `realised_error` the share of automatic cases that went wrong,
    None where there were none.
    """

    below: float
    automatic_share: float
    realised_error: float | None
    cost: float
    cost_all_reviewed: float


def cheapest_threshold(matured: MaturedCases) -> ChosenThreshold:
    """Return the threshold with the least total cost: errors of the automatic cases plus the people's part.

    Ties go to the lower threshold. One that so few cases would have passed that their error is unknown is not
    chosen.
    """
    order = np.argsort(matured.chance, kind="stable")
    chance = matured.chance[order]
    saved = np.where(matured.eligible, matured.reviewed_cost - matured.wrong * matured.error_cost, 0.0)[order]
    passed = np.concatenate([[0], np.cumsum(matured.eligible[order])])
    gain = np.concatenate([[0.0], np.cumsum(saved)])
    allowed = _parts(chance) & ((passed >= _FEWEST_AUTOMATIC) | (passed == 0))
    best = int(np.argmax(np.where(allowed, gain, -np.inf)))
    return realised(matured, _between(chance, best) if passed[best] else 0.0)


def realised(matured: MaturedCases, below: float) -> ChosenThreshold:
    """Return what a given threshold would have meant on these cases."""
    automatic = matured.eligible & (matured.chance < below)
    count, cases = int(automatic.sum()), max(1, len(matured.chance))
    cost = np.where(automatic, matured.error_cost * matured.wrong, matured.reviewed_cost)
    return ChosenThreshold(
        below=below,
        automatic_share=count / cases,
        realised_error=float(matured.wrong[automatic].mean()) if count else None,
        cost=float(cost.sum()) / cases,
        cost_all_reviewed=float(matured.reviewed_cost.sum()) / cases,
    )


def _parts(chance: Floats) -> Flags:
    """Tell for each count of the least risky cases whether a threshold can let exactly these pass: ties stay together.

    No threshold is above 1, nor smaller than a number in a decision table can be.
    """
    inner = (chance[:-1] < chance[1:]) & (chance[1:] >= SMALLEST_NUMBER)
    return np.concatenate([[True], inner, chance[-1:] < 1.0])


def _between(chance: Floats, best: int) -> float:
    """Return the roundest number that lets exactly the `best` least risky cases pass."""
    if best == 0:
        return 0.0
    last, upper = float(chance[best - 1]), float(chance[best]) if best < len(chance) else 1.0
    rounded = (round(last + (upper - last) / 2.0, digits) for digits in range(_DIGITS, _MOST_DIGITS + 1))
    return next((below for below in rounded if max(last, SMALLEST_NUMBER) < below <= upper), upper)
