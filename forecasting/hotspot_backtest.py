"""How good the forecasts of hot spots were: rolling, one step ahead, each from nothing but what came before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from forecasting.columns import Floats, Ints
from forecasting.count_intervals import coverage
from forecasting.count_means import Ahead, Learner, learner
from forecasting.counts import DailyCounts, Occurrences, daily_counts
from forecasting.fan_out import computed_parts
from forecasting.hotspots import FEWEST_DAYS
from forecasting.poisson import deviance
from forecasting.shares import ewma_of, periods_back, usual_of_like

TOP = 10
"""Places of the list for which precision is measured: those that a page shows first."""
PROTOCOL = (
    "Hot spots: the events that the pack counts, by node (cases without a value are a node of their own); "
    "rolling, one step ahead: every day, or week from Monday, that begins in the window and ends in it is forecast at "
    "its start from what came before it; "
    "without a clock, every so many rows, counted from row 0, with no days of the week. "
    "precision_at_10: share of the ten nodes with the highest forecast whose count "
    "reaches the tenth highest and is not zero, mean over working days (Monday to Friday), or all weeks; forecasts "
    "that tie at the tenth place share it; ewma (0.3, of days of the same part of the week, working days or weekend) "
    "and last_period by the same rule. "
    "coverage_90: share of counts inside the interval, over nodes with an expectation of at least 0.5. "
    "deviance_vs_ewma: Poisson deviance to that of the EWMA of all days, minus 1, over all nodes seen before "
    "and all periods. "
    "Settings were chosen on days before 2016-04-18 of the development file."
)
"""What a figure of a back-test means; it is printed with every figure."""
_FEWEST_DAYS = 28
"""Four of each weekday, from which a forecast learns."""
_HORIZONS = {"daily": 1, "weekly": 7}
_SATURDAY = 5
"""Monday is 0."""


@dataclass(frozen=True, slots=True)
class HotspotMetrics:
    """One node kind and period: how good the forecast, the EWMA and the last period were; `periods` were measured."""

    precision_at_10: float | None
    ewma: float | None
    last_period: float | None
    coverage_90: float | None
    deviance_vs_ewma: float | None
    periods: int
    nodes: int


def backtest_hotspots(happened: Occurrences, cut: int, until: int, horizon: int) -> HotspotMetrics:
    """Measure periods of `horizon` days that begin in [cut, until) and end by `until`; weeks begin on Mondays.

    Only periods with four weeks before them are measured (by rows: with `FEWEST_DAYS` periods); without any, all
    figures are None.
    """
    counts = daily_counts(happened, until)
    origins = _origins(counts, cut // happened.day, horizon)
    if not origins:
        return HotspotMetrics(None, None, None, None, None, 0, len(counts.nodes))
    learned = learner(counts, Ahead(0, horizon))
    return _score([_step(counts, learned, origin) for origin in origins])


HotspotScores: TypeAlias = dict[str, dict[str, HotspotMetrics]]
"""By node kind, the scores of its `daily` and of its `weekly` counts; without a clock, of those by so many rows."""


def backtest_series(
    happened: Mapping[str, Occurrences], cut: int, until: int, on_step: Callable[[str], None]
) -> HotspotScores:
    """Measure the days and the weeks of each node kind, where `SIGNOFF_FAN_OUT` says; see `backtest_hotspots`.

    Without a clock the periods of so many rows are measured, and `cut` and `until` are places.
    """
    parts = [(name, period) for name, one in happened.items() for period in _horizons(one)]

    def go_on(done: int) -> bool:
        on_step(f"{parts[done][0]}: hot spots, {parts[done][1]} counts")
        return True

    measured: HotspotScores = {name: {} for name in happened}
    results = computed_parts(partial(_series_metrics, happened, cut, until), parts, go_on)
    for (name, period), metrics in zip(parts, results, strict=True):
        measured[name][period] = metrics
    return measured


def _series_metrics(
    happened: Mapping[str, Occurrences], cut: int, until: int, series: tuple[str, str]
) -> HotspotMetrics:
    name, period = series
    return backtest_hotspots(happened[name], cut, until, _horizons(happened[name])[period])


def _horizons(happened: Occurrences) -> Mapping[str, int]:
    return _HORIZONS if happened.rows_a_day is None else {f"{happened.rows_a_day} rows": 1}


@dataclass(frozen=True)
class _Step:
    """One measured period, over the nodes that had been seen at its start."""

    ranked: bool
    counts: Floats
    mean: Floats
    low: Ints
    high: Ints
    plain: Floats
    ewma: Floats
    last: Floats


def _origins(counts: DailyCounts, first_tested: int, horizon: int) -> list[int]:
    begin = max(first_tested - counts.first, _FEWEST_DAYS if counts.has_weeks else FEWEST_DAYS)
    whole = range(begin, counts.days - horizon + 1)
    return [day for day in whole if horizon == 1 or counts.weekdays[day] == 0]


def _step(counts: DailyCounts, learned: Learner, origin: int) -> _Step:
    seen = learned.seen[origin] > 0
    mean = learned.mean(origin)
    low, high = learned.spread(origin).interval(mean)
    periods = periods_back(counts.events[:origin], learned.ahead.horizon)
    return _Step(
        ranked=learned.ahead.horizon > 1 or bool(counts.weekdays[origin] < _SATURDAY),
        counts=learned.happened[origin][seen],
        mean=mean[seen],
        low=low[seen],
        high=high[seen],
        plain=ewma_of(periods)[seen],
        ewma=usual_of_like(counts.until(origin), learned.ahead.gap, learned.ahead.horizon),
        last=periods[-1][seen],
    )


def _score(steps: Sequence[_Step]) -> HotspotMetrics:
    ranked = [step for step in steps if step.ranked]
    counts, mean = np.concatenate([step.counts for step in steps]), np.concatenate([step.mean for step in steps])
    plain = deviance(counts, np.concatenate([step.plain for step in steps]))
    low, high = np.concatenate([step.low for step in steps]), np.concatenate([step.high for step in steps])
    return HotspotMetrics(
        precision_at_10=_mean([precision(step.mean, step.counts) for step in ranked]),
        ewma=_mean([precision(step.ewma, step.counts) for step in ranked]),
        last_period=_mean([precision(step.last, step.counts) for step in ranked]),
        coverage_90=coverage(mean, low, high, counts),
        deviance_vs_ewma=deviance(counts, mean) / plain - 1.0 if plain > 0 else None,
        periods=len(steps),
        nodes=max(len(step.counts) for step in steps),
    )


def precision(forecast: Floats, counts: Floats, top: int = TOP) -> float:
    """Return the share of `top` places that name a node whose count, not zero, reaches that of the last place.

    So whoever knew the counts would get 1 where at least `top` nodes have one, however many tie at the last place.
    """
    least = np.sort(counts)[-top] if len(counts) >= top else 0.0
    reached = (counts >= least) & (counts > 0)
    return float((_named(forecast, top) * reached).sum() / top)


def _named(values: Floats, top: int) -> Floats:
    """Return how much each node is among those named: 1, 0, or an equal part of the places that a tie leaves."""
    if len(values) < top:
        return (values > 0).astype(np.float64)
    edge = np.sort(values)[-top]
    if edge <= 0:
        return (values > 0).astype(np.float64)
    above, tied = values > edge, values == edge
    belongs: Floats = above + tied * (top - above.sum()) / tied.sum()
    return belongs


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
