"""Measures what a pack's forecasters would have said: learned before a cut, tested on what came after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from forecasting.active_span import ACTIVE_SPAN, active_until
from forecasting.backtest import Backtest, EvaluationWindow, backtest
from forecasting.columns import DAY, NEVER
from forecasting.hotspot_backtest import HotspotMetrics, backtest_hotspots
from forecasting.risk import Training
from graph.errors import InvalidInput
from pipelines.training.learning import Lesson, log_moment, read_lesson

HotspotScores: TypeAlias = dict[str, dict[str, HotspotMetrics]]
"""By node kind, the scores of its `daily` and of its `weekly` counts."""
_HORIZONS = {"daily": 1, "weekly": 7}


@dataclass(frozen=True, slots=True)
class BacktestSpec:
    """A pack with the files of its shape, when learning ends and testing ends (None: with the log's active span)."""

    pack: Path
    files: Sequence[Path]
    cut: datetime
    until: datetime | None
    seed: int


def run_backtest(spec: BacktestSpec, tell: Callable[[str], None]) -> tuple[Backtest, HotspotScores]:
    """Return the figures of the pack's targets and those of its hot spots.

    Raises InvalidInput that names option or file, and the remedy.
    """
    if spec.until is not None and spec.until <= spec.cut:
        raise InvalidInput(f"--until {spec.until} is not after --cut {spec.cut}; give a later moment")
    lesson = read_lesson(spec.pack, spec.files, tell)
    tested = _window(lesson, spec.cut, spec.until)
    hotspots = _hotspots(lesson, tested, tell)
    report = backtest(lesson.table, lesson.targets, tested, Training(lesson.recipe, seed=spec.seed), tell)
    protocol = report.protocol if spec.until else f"{report.protocol} {ACTIVE_SPAN}"
    return replace(report, protocol=protocol), hotspots


def _window(lesson: Lesson, cut: datetime, until: datetime | None) -> EvaluationWindow:
    opened = lesson.table.opened_at
    latest = active_until(opened[opened < NEVER])
    tested = EvaluationWindow(log_moment(lesson.pack, cut), log_moment(lesson.pack, until) if until else latest)
    if tested.until <= tested.cut:
        raise InvalidInput(f"--cut {cut} is after the end of the log's active span; give an earlier moment or --until")
    return tested


def _hotspots(lesson: Lesson, tested: EvaluationWindow, tell: Callable[[str], None]) -> HotspotScores:
    measured: HotspotScores = {}
    for name, happened in lesson.happened.items():
        tell(f"{name}: hot spots, day by day and week by week")
        measured[name] = {
            period: backtest_hotspots(happened, tested.cut, -(-tested.until // DAY) * DAY, horizon)
            for period, horizon in _HORIZONS.items()
        }
    return measured
