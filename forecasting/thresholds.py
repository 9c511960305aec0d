"""The risk below which a proposal may pass by itself: the one that would have cost least so far."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats

# Fewer automatic cases than this say too little about their own error.
_FEWEST_AUTOMATIC = 30


@dataclass(frozen=True)
class PastCases:
    """Matured cases with scores made without their own labels; costs in one currency.

    `wrong` says whether the proposal turned out wrong, `error_cost` what accepting it cost (used where wrong),
    `eligible` whether policy would let the case pass at all.
    """

    chance: Floats
    wrong: Flags
    error_cost: Floats
    eligible: Flags


@dataclass(frozen=True, slots=True)
class Threshold:
    """The choice and what it would have meant on the past cases; costs are per case.

    `automatic_share` is that of all arrivals, `realised_error` the share of automatic cases that went wrong,
    None where there were none.
    """

    below: float
    automatic_share: float
    realised_error: float | None
    cost: float
    cost_all_reviewed: float


def cheapest_threshold(past: PastCases, review_cost: float) -> Threshold:
    """Return the threshold with the least total cost: errors of the automatic cases plus reviews of the rest.

    A person is taken to be right, so the saving is an upper bound; ties go to the lower threshold. A
    threshold that so few cases would have passed that their error is unknown is not chosen.
    """
    order = np.argsort(past.chance, kind="stable")
    saved = np.where(past.eligible, review_cost - past.wrong * past.error_cost, 0.0)[order]
    passed = np.concatenate([[0], np.cumsum(past.eligible[order])])
    gain = np.concatenate([[0.0], np.cumsum(saved)])
    sure = (passed >= _FEWEST_AUTOMATIC) | (passed == 0)
    best = int(np.argmax(np.where(sure, gain, -np.inf)))
    below = _between(past.chance[order], best)
    return realised(past, below, review_cost)


def realised(past: PastCases, below: float, review_cost: float) -> Threshold:
    """Return what a given threshold would have meant on these cases."""
    automatic = past.eligible & (past.chance < below)
    count, cases = int(automatic.sum()), max(1, len(past.chance))
    errors = float((past.error_cost * past.wrong)[automatic].sum())
    return Threshold(
        below=below,
        automatic_share=count / cases,
        realised_error=float(past.wrong[automatic].mean()) if count else None,
        cost=(errors + review_cost * (cases - count)) / cases,
        cost_all_reviewed=review_cost,
    )


def _between(chance: Floats, best: int) -> float:
    """Return a round number that lets exactly the `best` least risky cases pass, or nearly so."""
    if best == 0:
        return 0.0
    upper = float(chance[best]) if best < len(chance) else 1.0
    return round((float(chance[best - 1]) + upper) / 2.0, 4)
