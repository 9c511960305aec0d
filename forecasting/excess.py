"""Excess: a node's events beyond what its volume would bring at the rate of all nodes."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats
from forecasting.counts import DailyCounts
from forecasting.shares import faded

_FADE = 0.985
"""A day: half after six and a half weeks. By hand, on days before the cut."""


@dataclass(frozen=True)
class Excess:
    """Per node: events that its volume would bring a period at the overall rate, and what it has beyond them.

    `share` is how much higher its rate is than that of all (0.5: half as high again), shrunk to 0 where little is
    known of the node (gamma-Poisson empirical Bayes).
    """

    usual: Floats
    amount: Floats
    share: Floats


def excess(counts: DailyCounts, expected: Floats) -> Excess:
    """Return the excess of expected counts over volume, by faded events and arrivals until the last day."""
    events, volume = faded(counts.events, _FADE).node[-1], faded(counts.arrivals, _FADE).node[-1]
    rate = events.sum() / volume.sum() if volume.sum() > 0 else 0.0
    # Events at a node never come from nowhere: its volume is at least what it had of them.
    volume = np.maximum(volume, events)
    if rate == 0.0:
        nothing = np.zeros(len(counts.nodes))
        return Excess(nothing, nothing, nothing)
    firmness = _firmness(events, volume * rate)
    ratio = (events + firmness) / (volume * rate + firmness)
    usual: Floats = expected / ratio
    return Excess(usual, expected - usual, ratio - 1.0)


def _firmness(events: Floats, expected: Floats) -> float:
    """Return the gamma prior's shape (its mean is 1) by the moments of events / expected between nodes."""
    known = expected > 0
    if known.sum() <= 1:
        return 1.0
    e, m = events[known], expected[known]
    between = ((e - m) ** 2 - m).sum() / (m**2).sum()
    return float(np.clip(1.0 / between, 0.5, 100.0)) if between > 0 else 100.0
