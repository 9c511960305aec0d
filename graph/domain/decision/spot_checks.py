"""Spot checks of automatic decisions: which are drawn, and what people's verdicts on those tell of all of them.

Each decision is drawn with a known probability, independently of the others (Poisson sampling). A verdict counts one
over that probability, so that decisions that are drawn rarely stand for the many like them that are not.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.domain.kernel.proportion import exact

LEVEL = 0.9
"""How often the interval holds the true share: as the bands of forecasts."""
_BYTES, _DOUBLE = 8, 53
"""Of the hash, and how many bits of them a double holds: more would round up to 1."""


class SpotCheckState(StrEnum):
    """How far the check of a drawn decision is: what people say of it is CONFIRMED or DIFFERED."""

    WAITING = "WAITING"
    OPEN = "OPEN"
    CONFIRMED = "CONFIRMED"
    DIFFERED = "DIFFERED"


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """A drawn decision: with which probability it was drawn, and how far its check is."""

    probability: float
    state: SpotCheckState


@dataclass(frozen=True, slots=True)
class WrongShare:
    """The share of decisions that people would not have made, with its interval at `LEVEL`; None without a verdict.

    `judged` have a verdict, on `differed` of them it was another one; `effective` is how many equally likely ones
    would tell as much.
    """

    judged: int
    differed: int
    effective: float
    share: float | None
    low: float
    high: float


def is_drawn(case_id: str, probability: float) -> bool:
    """Tell whether the automatic decision of a case is drawn: by a hash of its id, which anybody can take again."""
    return draw_of(case_id) < probability


def draw_of(case_id: str) -> float:
    """Return the number from 0 to below 1 that a case draws: the first 53 bits of the SHA-256 of `spot-check ID`."""
    hashed = int.from_bytes(hashlib.sha256(f"spot-check {case_id}".encode()).digest()[:_BYTES])
    return (hashed >> (8 * _BYTES - _DOUBLE)) / (1 << _DOUBLE)


def wrong_share(checks: Sequence[SpotCheck]) -> WrongShare:
    """Return what the verdicts on drawn decisions tell of all that could have been drawn.

    The share is Hájek's: verdicts that differ over all verdicts, each weighed by one over its probability. The interval
    is Clopper and Pearson's for the effective number of verdicts: exact where all probabilities are the same.
    """
    judged = [one for one in checks if one.state in {SpotCheckState.CONFIRMED, SpotCheckState.DIFFERED}]
    differed = sum(one.state is SpotCheckState.DIFFERED for one in judged)
    if not judged:
        return WrongShare(0, 0, 0.0, None, 0.0, 1.0)
    weights = [1 / one.probability for one in judged]
    total = math.fsum(weights)
    share = (
        math.fsum(weight for one, weight in zip(judged, weights, strict=True) if one.state is SpotCheckState.DIFFERED)
        / total
    )
    effective = _effective(judged, share)
    low, high = exact(share * effective, effective, LEVEL)
    return WrongShare(len(judged), differed, effective, share, low, high)


def _effective(judged: Sequence[SpotCheck], share: float) -> float:
    """Return how many equally likely verdicts would tell as much: by Kish's formula, or by the spread if fewer."""
    weights = [1 / one.probability for one in judged]
    total = math.fsum(weights)
    kish = total**2 / math.fsum(weight**2 for weight in weights)
    differed = sum(one.state is SpotCheckState.DIFFERED for one in judged)
    if min(differed, len(judged) - differed) < 1:
        return kish
    residuals = math.fsum(
        (weight * ((one.state is SpotCheckState.DIFFERED) - share)) ** 2
        for one, weight in zip(judged, weights, strict=True)
    )
    return min(kish, share * (1 - share) * total**2 / residuals)
