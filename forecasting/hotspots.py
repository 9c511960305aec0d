"""Where events will cluster next: expected counts with intervals, and the excess over volume, node by node."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from forecasting.columns import NEVER, Floats, Ints
from forecasting.count_intervals import Spread
from forecasting.count_means import Ahead, Learner, learner
from forecasting.counts import DailyCounts, Occurrences, daily_counts
from forecasting.errors import NotEnoughHistory
from forecasting.excess import Excess, excess
from forecasting.pooling import Edges, Pooling, measured_pooling, tested_origins
from forecasting.shares import usual_of_like
from forecasting.turnover import Turnover, turnover_of

FEWEST_DAYS = 14
"""Whole days of counts without which nothing is forecast; of a log without a clock, so many periods of rows."""


@dataclass(frozen=True)
class Hotspots:
    """One forecast: a number for each node, in the order of `nodes`; `low` and `high` are inside the interval.

    `usual` is what the node's volume would bring at the overall rate; `ewma` is the plain baseline; `turnover` says
    which nodes have come and gone.
    """

    nodes: tuple[str, ...]
    expected: Floats
    low: Ints
    high: Ints
    ewma: Floats
    excess: Excess
    spread: Spread
    turnover: Turnover

    def ranked(self) -> Ints:
        """Return positions, the highest expectation first; equal ones by name."""
        return np.lexsort((np.array(self.nodes), -self.expected))


def forecast(happened: Occurrences, as_of: int, ahead: Ahead) -> Hotspots:
    """Forecast the days ahead of the day in which `as_of` lies, from nothing but what was known before that day.

    Raises NotEnoughHistory.
    """
    return forecast_counts(_enough_counts(happened, as_of), ahead)


def forecast_pooled(
    happened: Occurrences, as_of: int, ahead: Ahead, edges_until: Callable[[int], Edges]
) -> tuple[Hotspots, Pooling]:
    """Forecast as `forecast` does, with rates pooled along edges where that gained in earlier periods.

    `edges_until` returns the edges by cases that began before a moment. Raises NotEnoughHistory.
    """
    learned = learner(_enough_counts(happened, as_of), ahead)
    origins = tested_origins(learned)
    tested_from = (learned.counts.first + origins[0]) * happened.day if origins else as_of
    pooling, expected = measured_pooling(learned, edges_until(tested_from), edges_until(as_of))
    return _hotspots(learned, expected), pooling


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
    return _hotspots(learned, learned.mean(counts.days))


def _enough_counts(happened: Occurrences, as_of: int) -> DailyCounts:
    counts = daily_counts(happened, as_of)
    if counts.days < FEWEST_DAYS or not counts.events.any():
        counted = "days of counts" if happened.rows_a_day is None else f"whole periods of {happened.day:,} rows"
        raise NotEnoughHistory(counted, counts.days if counts.events.any() else 0, FEWEST_DAYS)
    return counts


def _hotspots(learned: Learner, expected: Floats) -> Hotspots:
    counts, ahead = learned.counts, learned.ahead
    spread = learned.spread(counts.days)
    low, high = spread.interval(expected)
    return Hotspots(
        nodes=tuple(counts.nodes),
        expected=expected,
        low=low,
        high=high,
        ewma=usual_of_like(counts, ahead.gap, ahead.horizon),
        excess=excess(counts, expected),
        spread=spread,
        turnover=turnover_of(counts),
    )
