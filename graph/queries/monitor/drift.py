"""Drift tests: what they read, what they store, and the signals as they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row
from graph.records.monitor import DriftSignalRecord


class WatchParams(NamedTuple):
    """The key of a decision point."""

    point: str


class WatchRow(NamedTuple):
    """Up to when drift was tested (ms), and the main model's version in use (`name|version`), known since (ms)."""

    tested_to: int | None
    model: str | None
    trained_at: int | None


class WatchedCasesParams(NamedTuple):
    """A point, a range of sort keys of cases, whose scores, and how many cases at most."""

    point: str
    since: str
    before: str
    model: str | None
    limit: int


class WatchedCaseRow(NamedTuple):
    """The first values of a case as JSON, its score and its category."""

    values: str
    score: float | None
    category: str | None


@dataclass(frozen=True, slots=True)
class SignalRow(Row):
    """A signal, and the version of the feature or of the model that it is about, by key."""

    signal: DriftSignalRecord
    feature: str | None
    model: str | None


class RecordDriftParams(NamedTuple):
    """What the test of a window gave; `tested_to`: up to when drift was tested before (ms)."""

    point: str
    tested_to: int | None
    since: int
    until: int
    signals: Sequence[SignalRow]


class RecordedRow(NamedTuple):
    """How many signals were stored."""

    signals: int


class SignalsParams(NamedTuple):
    """A range of sort keys, and how many at most."""

    since: str
    before: str
    limit: int


class StoredSignalRow(NamedTuple):
    """A stored signal."""

    signal: Stored


class TestedRow(NamedTuple):
    """From when to when drift was tested (ms); None for never."""

    since: int | None
    until: int | None


WATCH = Query("monitor/watch.cypher", WatchParams, WatchRow, Access.READ, hot=True)
CASES = Query("monitor/cases.cypher", WatchedCasesParams, WatchedCaseRow, Access.READ, hot=True)
RECORD = Query("monitor/record.cypher", RecordDriftParams, RecordedRow, Access.WRITE, hot=True)
SIGNALS = Query("monitor/signals.cypher", SignalsParams, StoredSignalRow, Access.READ, hot=True)
TESTED = Query("monitor/tested.cypher", WatchParams, TestedRow, Access.READ, hot=True)
