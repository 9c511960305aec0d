"""Occurrences drawn from a known process, for tests of hot spots."""

from dataclasses import replace

import numpy as np

from forecasting.columns import DAY, Ints
from forecasting.counts import Occurrences

MONDAY = 4 * DAY
"""A Monday, 1970-01-05, where the days begin."""


def drawn(seed: int, days: int, rates: dict[str, float], volume: dict[str, float]) -> Occurrences:
    """Events and cases a weekday by node, a tenth of both at weekends; cases end within three days."""
    draw = np.random.default_rng(seed)
    event_at, event_node, start_at, node = [], [], [], []
    for day in range(days):
        quiet = 0.1 if day % 7 >= 5 else 1.0
        for name, rate in rates.items():
            for _ in range(draw.poisson(rate * quiet)):
                event_at.append(_moment(draw, day))
                event_node.append(name)
            for _ in range(draw.poisson(volume[name] * quiet)):
                start_at.append(_moment(draw, day))
                node.append(name)
    starts = np.array(start_at, np.int64)
    return Occurrences(
        event_at=np.array(event_at, np.int64),
        event_node=np.array(event_node, object),
        start_at=starts,
        end_at=starts + draw.integers(1, 3 * DAY, len(starts)),
        start_node=np.array(node, object),
    )


def changed_from(happened: Occurrences, moment: int, seed: int) -> Occurrences:
    """The same until a moment; from then on other events at other times on other nodes."""
    draw = np.random.default_rng(seed)
    later, begun = happened.event_at >= moment, happened.start_at >= moment
    ends = happened.end_at >= moment
    return replace(
        happened,
        event_at=np.where(later, _later(draw, moment, len(later)), happened.event_at),
        event_node=np.where(later, "elsewhere", happened.event_node).astype(object),
        start_at=np.where(begun, _later(draw, moment, len(begun)), happened.start_at),
        end_at=np.where(ends, _later(draw, moment, len(ends)), happened.end_at),
        start_node=np.where(begun, "a node never seen", happened.start_node).astype(object),
    )


def _later(draw: np.random.Generator, moment: int, size: int) -> Ints:
    return moment + draw.integers(0, 30 * DAY, size)


def _moment(draw: np.random.Generator, day: int) -> int:
    return MONDAY + day * DAY + int(draw.integers(0, DAY))
