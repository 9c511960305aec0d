"""How fast answers become known, each answer by itself: a rejection in minutes, an approval's fate in weeks.

Of young cases only the fast answers are known, so that their mix misleads. The share of answers known by an age is
estimated from the known ones alone, each of which could only be seen because it came before the cut: the
product-limit estimate for truncated data (Lynden-Bell 1971), in which a delay is compared with the cases old enough
to have shown it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints

_FEWEST_AT_RISK = 20
"""Cases old enough to have shown a delay: of fewer, the estimate is the chance of single ones."""
_MATURE = 0.7
"""Share of the slower answer that is known of the youngest cases learned from, by hand: with less, they rank worse."""
_LEAST_LEFT = 0.5
"""Share of the labelled cases that stays, however slow the answers: a log of a few weeks teaches something too."""
_LARGEST_WEIGHT = 5.0
"""A known answer stands for at most so many: one weight alone must not carry a calibration."""


@dataclass(frozen=True)
class Delays:
    """Sorted delays (seconds) and the share of answers known once each has passed."""

    after: Ints
    share: Floats

    def known_by(self, age: Ints) -> Floats:
        """Return the share of answers that are known by each age."""
        steps = np.concatenate([[0.0], self.share])
        known: Floats = steps[np.searchsorted(self.after, age, side="right")]
        return known


@dataclass(frozen=True)
class Maturity:
    """The delays of either answer, and the age (seconds) below which too few of the slower ones are known to learn."""

    delays: Mapping[bool, Delays]
    gap: int

    def weights(self, answer: Flags, age: Ints) -> Floats:
        """Return for how many cases each known answer stands, those whose answer is still to come included; mean 1."""
        share = np.ones(len(answer))
        for value, delays in self.delays.items():
            of = answer == value
            share[of] = delays.known_by(age[of])
        weight = 1.0 / np.maximum(share, 1.0 / _LARGEST_WEIGHT)
        normed: Floats = weight / weight.mean()
        return normed


def maturity(answer: Flags, delay: Ints, age: Ints) -> Maturity:
    """Estimate from the cases whose answer is known: what it is, after how long it came, and how old the case is.

    An answer that few cases have is taken to be as fast as all together.
    """
    delays = {}
    for value in (False, True):
        of = answer == value
        few = int(of.sum()) < _FEWEST_AT_RISK
        delays[value] = _delays(delay if few else delay[of], age if few else age[of])
    # However slow they are, half of what is known stays.
    longest = int(np.quantile(age, _LEAST_LEFT))
    return Maturity(delays, min(max(_first_age(one) for one in delays.values()), longest))


def _delays(delay: Ints, age: Ints) -> Delays:
    after, counts = np.unique(delay, return_counts=True)
    younger = np.searchsorted(np.sort(age), after, side="left")
    at_risk, old_enough = np.cumsum(counts) - younger, len(delay) - younger
    shown = old_enough >= min(_FEWEST_AT_RISK, int(old_enough.max()))
    after, staying = after[shown], 1.0 - (counts / at_risk)[shown]
    # Known by a delay are those that no longer one comes after.
    share = np.concatenate([np.cumprod(staying[::-1])[::-1][1:], [1.0]])
    return Delays(after, share)


def _first_age(delays: Delays) -> int:
    return int(delays.after[int(np.argmax(delays.share >= _MATURE))])
