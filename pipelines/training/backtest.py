"""Measures what a pack's forecasters would have said: learned before a cut, tested on what came after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from forecasting.active_span import ACTIVE_SPAN, active_until
from forecasting.backtest import Backtest, EvaluationWindow, backtest
from forecasting.columns import DAY, NEVER
from forecasting.hotspot_backtest import HotspotScores, backtest_series
from forecasting.risk import Training
from graph.domain.kernel.moments import moment
from graph.domain.kernel.row_moments import row_of
from graph.errors import InvalidInput
from pipelines.training.learning import TrainingSet, log_moment, read_training_set


@dataclass(frozen=True, slots=True)
class BacktestSpec:
    """A pack with the files of its shape, when learning ends and testing ends (None: with the log's active span)."""

    pack: Path
    files: Sequence[Path]
    cut: datetime
    until: datetime | None
    seed: int


def run_backtest(spec: BacktestSpec, on_step: Callable[[str], None]) -> tuple[Backtest, HotspotScores]:
    """Return the figures of the pack's targets and those of its hot spots.

    Raises InvalidInput that names option or file, and the remedy.
    """
    if spec.until is not None and spec.until <= spec.cut:
        raise InvalidInput(f"--until {spec.until} is not after --cut {spec.cut}; give a later moment")
    training_set = read_training_set(spec.pack, spec.files, on_step)
    tested = _window(training_set, spec.cut, spec.until)
    hotspots = _hotspots(training_set, tested, on_step)
    report = backtest(
        training_set.table, training_set.targets, tested, Training(training_set.recipe, seed=spec.seed), on_step
    )
    protocol = report.protocol if spec.until else f"{report.protocol} {ACTIVE_SPAN}"
    return replace(report, protocol=protocol), hotspots


def _window(training_set: TrainingSet, cut: datetime, until: datetime | None) -> EvaluationWindow:
    opened = training_set.table.opened_at
    latest = active_until(opened[opened < NEVER])
    tested = EvaluationWindow(
        log_moment(training_set.pack, cut), log_moment(training_set.pack, until) if until else latest
    )
    if tested.until <= tested.cut:
        raise InvalidInput(f"--cut {cut} is after the end of the log's active span; give an earlier moment or --until")
    return tested


def _hotspots(training_set: TrainingSet, tested: EvaluationWindow, on_step: Callable[[str], None]) -> HotspotScores:
    cut, until = tested.cut, -(-tested.until // DAY) * DAY
    if not training_set.pack.clock.has_times:
        cut, until = (row_of(moment(seconds * 1000)) for seconds in (tested.cut, tested.until))
    return backtest_series(training_set.happened, cut, until, on_step)
