"""A share with its interval, and how far a count is off what a share would give."""

import math
from typing import NamedTuple

_Z_95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


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
