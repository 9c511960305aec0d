"""Forecasts whose period is over are held against what happened."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

import numpy as np

from forecasting.hotspot_backtest import precision
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import (
    RESTS_ON,
    WOULD_CHANGE,
    DueRun,
    NodeScore,
    due_runs,
    event_of,
    score_run,
)
from graph.store.planning.row_forecasts import due_row_runs
from pipelines.hotspots.forecasts import HotspotCounter
from pipelines.impact.stored import rested_in
from pipelines.whatif.scored import came_in

_AT_ONCE = 50
"""Runs that are read together: a short list, for each is a piece of work."""


async def score_due(store: Store) -> int:
    """Score every run whose period is over; return how many forecasts were scored."""
    scored, hotspots = 0, HotspotCounter(store)
    while due := [*await due_runs(store, _AT_ONCE), *await due_row_runs(store, _AT_ONCE)]:
        for run in due:
            event = event_of(run.series)
            if event in _COUNTERS:
                # Nodes of several kinds stand in one run, so that its ten highest counts are no list that anybody sees.
                counted = await _COUNTERS[event](store, run)
                scored += await score_run(store, run, [] if counted is None else _scores(run, counted), None)
            else:
                actual = await hotspots.count(run)
                scored += await score_run(store, run, _scores(run, actual), _precision(run, actual))
    return scored


_Counter: TypeAlias = Callable[[Store, DueRun], Awaitable[Mapping[str, int] | None]]
_COUNTERS: Mapping[str, _Counter] = {RESTS_ON: rested_in, WOULD_CHANGE: came_in}
"""By what is counted, how it is counted where it is no hot spot; None where nobody can tell any more."""


def _scores(run: DueRun, actual: Mapping[str, int]) -> list[NodeScore]:
    rows = zip(run.keys, run.nodes, run.expected, run.low, run.high, strict=True)
    return [
        NodeScore(key, count := actual.get(node, 0), round(expected - count, 4), low <= count <= high)
        for key, node, expected, low, high in rows
    ]


def _precision(run: DueRun, actual: Mapping[str, int]) -> tuple[float, float]:
    """Return precision among the ten highest counts of the forecast and of the EWMA, over all nodes of either."""
    nodes = sorted({*actual, *run.nodes})
    counts = np.array([float(actual.get(node, 0)) for node in nodes])
    forecast_of = dict(zip(run.nodes, zip(run.expected, run.ewma, strict=True), strict=True))
    expected, ewma = (np.array([forecast_of.get(node, (0.0, 0.0))[which] for node in nodes]) for which in (0, 1))
    return precision(expected, counts), precision(ewma, counts)
