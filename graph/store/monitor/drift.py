"""Drift tests of a decision point: the cases that they compare, and the signals that they give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from graph.domain.kernel.keys import feature_key
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import at_or_after, by_point, of_point
from graph.domain.kernel.problems import Problem
from graph.domain.kernel.stored import Stored
from graph.domain.monitor.drift import Drift, DriftKind, DriftReference, DriftSignal, WatchedName
from graph.queries.monitor import drift as queries
from graph.queries.monitor.drift import RecordDriftParams, SignalRow, SignalsParams, WatchedCasesParams, WatchParams
from graph.records.monitor import DriftSignalRecord
from graph.store.decision.ranges import period_fault
from graph.store.decision.summaries import unknown_point
from graph.store.kernel.store import Store

Watch: TypeAlias = queries.WatchRow
WatchedCase: TypeAlias = queries.WatchedCaseRow
MOST_SIGNALS = 10_000
"""Eighty columns in each of more than two years' weeks."""


@dataclass(frozen=True, slots=True)
class DriftWindow:
    """A window of cases that was compared with a reference; times in ms, `tested_to` as `watch` returned it."""

    point: str
    tested_to: int | None
    since: int
    until: int
    reference: DriftReference
    model: str | None
    cases: int
    reference_cases: int


@dataclass(frozen=True, slots=True)
class DriftCourse:
    """Signals, and from when to when drift was tested at all; None for never."""

    signals: Sequence[DriftSignal]
    tested_from: datetime | None = None
    tested_to: datetime | None = None


async def watch(store: Store, point: str) -> Watch | None:
    """Return up to when drift was tested at a point, and its main model's version; None for an unknown point."""
    rows = await store.graph.read(queries.WATCH, WatchParams(point))
    return rows[0] if rows else None


async def watched_cases(
    store: Store, point: str, span: tuple[datetime, datetime], model: str | None, limit: int
) -> Sequence[WatchedCase]:
    """Return the newest cases that began in a span (the end excluded), with the scores of a model's version."""
    since, before = (str(at_or_after(at)) for at in span)
    return await store.graph.read(queries.CASES, WatchedCasesParams(point, since, before, model, limit))


async def record_drift(store: Store, window: DriftWindow, drifts: Sequence[Drift]) -> int | None:
    """Store the signals of a window, and that it was tested; None where another worker was faster."""
    now = milliseconds(store.clock.now())
    signals = [_row(store.clock.new_id(), window, drift, now) for drift in drifts]
    params = RecordDriftParams(window.point, window.tested_to, window.since, window.until, signals)
    rows = await store.graph.write(queries.RECORD, params)
    return rows[0].signals if rows else None


async def window_drifts(store: Store, point: str, until: int) -> list[Drift]:
    """Return what drifted in the window of a point that ended at a moment (ms), the farthest first."""
    since, before = (of_point(point, moment(at)) for at in (until - 1, until))
    rows = await store.graph.read(queries.SIGNALS, SignalsParams(since, before, MOST_SIGNALS))
    return sorted((_signal(row.signal).drift for row in rows), key=lambda one: -one.distance)


async def drift_course(store: Store, point: str, span: tuple[datetime, datetime]) -> DriftCourse | Problem:
    """Return the signals of windows that ended in a span (its end excluded), the newest and farthest first."""
    if problem := period_fault(*span) or await unknown_point(store, point):
        return problem
    since, before = (of_point(point, at) for at in span)
    rows = await store.graph.read(queries.SIGNALS, SignalsParams(since, before, MOST_SIGNALS))
    signals = sorted((_signal(row.signal) for row in rows), key=lambda one: -one.drift.distance)
    tested = await store.graph.read(queries.TESTED, WatchParams(point))
    return DriftCourse(
        sorted(signals, key=lambda one: one.until, reverse=True),
        *(None if at is None else moment(at) for row in tested for at in row),
    )


def _signal(stored: Stored) -> DriftSignal:
    watched = WatchedName(DriftKind(stored["kind"]), stored["name"], stored["label"])
    return DriftSignal(
        stored["id"],
        Drift(watched, stored["statistic"], stored["probability"], stored["threshold"], stored["sentence"]),
        moment(stored["since"]),
        moment(stored["until"]),
        DriftReference(stored["reference"]),
        stored["cases"],
        stored["referenceCases"],
    )


def _row(signal_id: str, window: DriftWindow, drift: Drift, now: int) -> SignalRow:
    watched = drift.watched
    signal = DriftSignalRecord(
        id=signal_id,
        sort_key=by_point(window.point, window.until - 1, signal_id),
        kind=watched.kind.value,
        name=watched.name,
        label=watched.label,
        sentence=drift.sentence,
        statistic=drift.distance,
        probability=drift.probability,
        threshold=drift.threshold,
        since=window.since,
        until=window.until,
        reference=window.reference.value,
        cases=window.cases,
        reference_cases=window.reference_cases,
        known_at=now,
        recorded_at=now,
    )
    is_feature, is_score = watched.kind is DriftKind.FEATURE, watched.kind is DriftKind.SCORE
    feature = feature_key(window.point, watched.name) if is_feature else None
    return SignalRow(signal, feature, window.model if is_score else None)
