"""Forecasts: asked for, issued, scored when their period is over, read with their record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.decision.pages import EndParams, EndRow
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.planning import ForecastRecord, ForecastRunRecord, ForecastRunUpdate


class KindsParams(NamedTuple):
    """A point, or None for all."""

    point: str | None


class KindsRow(NamedTuple):
    """A point with what its hot spots are forecast by, as its pack declares it, and which outcomes are bad for what."""

    point: str
    hotspots: Sequence[str]
    bad_outcomes: Sequence[str]


class NextRowParams(NamedTuple):
    """The key of a decision point."""

    point: str


class NextRowRow(NamedTuple):
    """The row that comes next in a point's log without a clock."""

    row: int


class RunKeysParams(NamedTuple):
    """Natural keys of runs."""

    keys: Sequence[str]


class MadeRunRow(NamedTuple):
    """The key of a run that has been made."""

    key: str


@dataclass(frozen=True, slots=True)
class RequestRow(Row):
    """The runs that are requested at a point (key)."""

    point: str
    runs: Sequence[ForecastRunRecord]


class RequestedRow(NamedTuple):
    """A run that was requested, and whether it is QUEUED or DONE."""

    id: str
    state: str


class QueuedParams(NamedTuple):
    """How many at most."""

    limit: int


class QueuedRow(NamedTuple):
    """What was asked for."""

    run: Stored


@dataclass(frozen=True, slots=True)
class RunKeyRow(Row):
    """The key of a run, and its id where it is new."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class NodeForecastRow(Row):
    """A forecast, and the key of the business entity that it is about, if it is about one."""

    forecast: ForecastRecord
    entity: str | None


class IssueParams(NamedTuple):
    """A run with its forecasts, and the snapshot that they were made from."""

    point: str
    snapshot: str
    run: RunKeyRow
    made: ForecastRunUpdate
    forecasts: Sequence[NodeForecastRow]


class IssueRow(NamedTuple):
    """The run, and how many forecasts were stored."""

    id: str
    forecasts: int


class DueRunsParams(NamedTuple):
    """The moment that it is (ms), and how many runs at most."""

    now: int
    limit: int


class DueRowRunsParams(NamedTuple):
    """Series of runs that forecast rows, the row that comes next, and how many runs at most."""

    series: Sequence[str]
    next_row: int
    limit: int


class DueRunRow(NamedTuple):
    """A run whose period is over, with its forecasts in columns; of one that forecast rows, times are rows."""

    key: str
    series: str
    attribute: str
    point: str
    period_start: int
    period_end: int
    issued_at: int
    keys: Sequence[str]
    nodes: Sequence[str]
    expected: Sequence[float]
    low: Sequence[int]
    high: Sequence[int]
    ewma: Sequence[float]


@dataclass(frozen=True, slots=True)
class NodeScoreRow(Row):
    """What became of one forecast, and its place among the worst."""

    key: str
    actual: int
    error: float
    inside: bool
    worst_key: str


class ScoreParams(NamedTuple):
    """What became of a run, and of each of its forecasts."""

    run_key: str
    scored_at: int
    precision: float | None
    ewma_precision: float | None
    forecasts: Sequence[NodeScoreRow]


class ScoredForecastsRow(NamedTuple):
    """How many forecasts were scored."""

    scored: int


class NewestParams(NamedTuple):
    """Series, when the period begins (ms, or its first row), and how many forecasts at most."""

    series: Sequence[str]
    period_start: int
    first: int


class NewestRow(NamedTuple):
    """A run, its snapshot, and its forecasts, the highest first."""

    run: Stored
    snapshot_id: str
    forecasts: Sequence[Stored]


class RecordParams(NamedTuple):
    """Series, how many of the newest runs of each, and the expectation from which intervals are measured."""

    series: Sequence[str]
    newest: int
    measured_from: float


class AccuracyRow(NamedTuple):
    """Sums over the scored runs of some series, errors also of the EWMA; precisions are means, None without any."""

    runs: int
    scored: int
    measured: int
    inside: int
    error: float
    ewma_error: float
    precision_at_10: float | None
    ewma: float | None


class PageParams(NamedTuple):
    """A range of sort keys, whether scored (None: either), and how many."""

    before: str
    start: str
    scored: bool | None
    limit: int


class WorstParams(NamedTuple):
    """A range of sort keys, and how many."""

    before: str
    start: str
    limit: int


class ForecastRow(NamedTuple):
    """A forecast with its place in the list."""

    key: str
    forecast: Stored


KINDS = Query("planning/forecast/kinds.cypher", KindsParams, KindsRow, Access.READ, hot=True)
PRESENT = Query("planning/forecast/present.cypher", RunKeysParams, MadeRunRow, Access.READ, hot=True)
QUEUE = Query("planning/forecast/queue.cypher", Rows[Keyed[RequestRow]], VerdictRow, Access.WRITE, hot=True)
REQUESTED = Query("planning/forecast/requested.cypher", RunKeysParams, RequestedRow, Access.READ, hot=True)
QUEUED = Query("planning/forecast/queued.cypher", QueuedParams, QueuedRow, Access.READ, hot=True)
ISSUE = Query("planning/forecast/issue.cypher", IssueParams, IssueRow, Access.WRITE, hot=True)
DUE = Query("planning/forecast/due.cypher", DueRunsParams, DueRunRow, Access.READ, hot=True)
DUE_ROWS = Query("planning/forecast/due_rows.cypher", DueRowRunsParams, DueRunRow, Access.READ, hot=True)
NEXT_ROW = Query("planning/forecast/next_row.cypher", NextRowParams, NextRowRow, Access.READ, hot=True)
SCORE = Query("planning/forecast/score.cypher", ScoreParams, ScoredForecastsRow, Access.WRITE, hot=True)
NEWEST = Query("planning/forecast/newest.cypher", NewestParams, NewestRow, Access.READ, hot=True)
RECORD = Query("planning/forecast/record.cypher", RecordParams, AccuracyRow, Access.READ, hot=True)
PAGE = Query("planning/forecast/page.cypher", PageParams, ForecastRow, Access.READ, hot=True)
END_OF_PAGE = Query("planning/forecast/end_of_page.cypher", EndParams, EndRow, Access.READ, hot=True)
WORST = Query("planning/forecast/worst.cypher", WorstParams, ForecastRow, Access.READ, hot=True)
