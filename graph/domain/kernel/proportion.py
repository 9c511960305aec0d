"""A share with its interval, and how far a count is off what a share would give."""

import math
from typing import NamedTuple

_Z_95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""
_HALVINGS = 60
"""Halves an interval of length 1 down to the spacing of doubles."""
_STEPS = 500
"""The continued fraction takes about the root of a + b steps: enough for hundreds of thousands of trials."""
_PRECISION = 1e-14
"""A few of the smallest steps between doubles near 1."""
_TINY = 1e-300
"""Stands for 0 where Lentz's method divides by it."""


class HitExcess(NamedTuple):
    """How many more there are than expected (fewer, where negative), and its interval."""

    expected: float
    excess: float
    low: float
    high: float


def wilson(hits: int, trials: int, z: float = _Z_95) -> tuple[float, float]:
    """Return the interval in which a share lies (Wilson 1927; 95 % by default); (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, spread = hits / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = z / (1 + spread) * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def exact(hits: float, trials: float, level: float) -> tuple[float, float]:
    """Return the interval in which a share lies (Clopper and Pearson 1934), as at level 0.9; (0, 1) without trials.

    Numbers of trials that are not whole are effective ones, as of a sample whose members weigh differently (Korn and
    Graubard 1998).
    """
    if trials <= 0:
        return 0.0, 1.0
    tail, misses = (1 - level) / 2, trials - hits
    low = 0.0 if hits <= 0 else _beta_quantile(tail, hits, misses + 1)
    high = 1.0 if misses <= 0 else _beta_quantile(1 - tail, hits + 1, misses)
    return low, high


def _beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the quantile of a beta distribution, by halving: its distribution function rises from 0 to 1."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _beta_share(middle, a, b) < probability else (low, middle)
    return (low + high) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function, by Lentz's continued fraction (Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    upper, lower = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    fraction = lower
    for step in range(1, _STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        for term in (even, odd):
            lower = 1 / _away_from_zero(1 + term * lower)
            upper = _away_from_zero(1 + term / upper)
            fraction *= upper * lower
        if abs(upper * lower - 1) < _PRECISION:
            break
    return front * fraction / a


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def excess_over(hits: int, trials: int, all_hits: int, all_trials: int) -> HitExcess | None:
    """Return a group's hits beyond what the share of all others gives for its trials; None where one has no trials.

    The interval is that of the difference of two shares (Newcombe 1998, method 10; 95 %), times the group's trials.
    """
    others = all_trials - trials
    if not trials or others <= 0:
        return None
    share, other_share = hits / trials, (all_hits - hits) / others
    (low, high), (other_low, other_high) = wilson(hits, trials), wilson(all_hits - hits, others)
    more = share - other_share
    return HitExcess(
        expected=trials * other_share,
        excess=trials * more,
        low=trials * (more - math.hypot(share - low, other_high - other_share)),
        high=trials * (more + math.hypot(high - share, other_share - other_low)),
    )
