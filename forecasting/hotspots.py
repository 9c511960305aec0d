"""Where events will cluster next: expected counts with intervals, and the excess over volume, node by node."""

from dataclasses import dataclass, replace

import numpy as np

from forecasting.columns import NEVER, Floats, Ints
from forecasting.count_intervals import Spread
from forecasting.count_means import Ahead, learner
from forecasting.counts import DailyCounts, Occurrences, daily_counts
from forecasting.errors import NotEnoughHistory
from forecasting.excess import Excess, excess
from forecasting.shares import usual_of_like

FEWEST_DAYS = 14
"""Whole days of counts without which nothing is forecast; of a log without a clock, so many periods of rows."""


@dataclass(frozen=True)
class Hotspots:
    """One forecast: a number for each node, in the order of `nodes`; `low` and `high` are inside the interval.

    `usual` is what the node's volume would bring at the overall rate; `ewma` is the plain baseline.
    """

    nodes: tuple[str, ...]
    expected: Floats
    low: Ints
    high: Ints
    ewma: Floats
    excess: Excess
    spread: Spread

    def ranked(self) -> Ints:
        """Return positions, the highest expectation first; equal ones by name."""
        return np.lexsort((np.array(self.nodes), -self.expected))


def forecast(happened: Occurrences, as_of: int, ahead: Ahead) -> Hotspots:
    """Forecast the days ahead of the day in which `as_of` lies, from nothing but what was known before that day.

    Raises NotEnoughHistory.
    """
    counts = daily_counts(happened, as_of)
    if counts.days < FEWEST_DAYS or not counts.events.any():
        counted = "days of counts" if happened.rows_a_day is None else f"whole periods of {happened.day:,} rows"
        raise NotEnoughHistory(counted, counts.days if counts.events.any() else 0, FEWEST_DAYS)
    return forecast_counts(counts, ahead)


def forecast_rows(happened: Occurrences, row: int, gap: int) -> Hotspots:
    """Forecast a period of rows from what was known before a row, so many periods after it; raises NotEnoughHistory.

    Periods are counted back from that row, so that the newest are whole; what is over at the beginning is left out.
    """
    left_out = row % happened.day
    later, begun = happened.event_at >= left_out, happened.start_at >= left_out
    counted = replace(
        happened,
        event_at=happened.event_at[later] - left_out,
        event_node=happened.event_node[later],
        start_at=happened.start_at[begun] - left_out,
        end_at=np.where(happened.end_at[begun] == NEVER, NEVER, happened.end_at[begun] - left_out),
        start_node=happened.start_node[begun],
    )
    return forecast(counted, row - left_out, Ahead(gap, 1))


def forecast_counts(counts: DailyCounts, ahead: Ahead) -> Hotspots:
    """Forecast from whole days of counts."""
    learned = learner(counts, ahead)
    spread = learned.spread(counts.days)
    expected = learned.mean(counts.days)
    low, high = spread.interval(expected)
    return Hotspots(
        nodes=tuple(counts.nodes),
        expected=expected,
        low=low,
        high=high,
        ewma=usual_of_like(counts, ahead.gap, ahead.horizon),
        excess=excess(counts, expected),
        spread=spread,
    )
