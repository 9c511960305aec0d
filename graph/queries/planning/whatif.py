"""Scenarios and the runs that answer them, and what a run needs beside a frozen snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.decision.pages import EndParams, EndRow
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.planning import ScenarioRecord, SimulationRunRecord, SimulationRunUpdate


@dataclass(frozen=True, slots=True)
class EnqueueRow(Row):
    """A run of a scenario at a point (key), by a person (id)."""

    point: str
    person: str
    scenario: ScenarioRecord
    run: SimulationRunRecord


class WaitingParams(NamedTuple):
    """No choice: all points."""


class WaitingRow(NamedTuple):
    """A run that has not ended."""

    id: str


class BeginParams(NamedTuple):
    """The hold of the job, and the moment (ms)."""

    job: str
    holder: str
    epoch: int
    at: int


class BeginRow(NamedTuple):
    """A begun run, its scenario's content, and whether it is to end at once."""

    id: str
    content: str
    cancelled: bool


class ProgressParams(NamedTuple):
    """The hold of the job, the run, and its progress from 0 to 1."""

    job: str
    holder: str
    epoch: int
    run: str
    progress: float


class ProgressRow(NamedTuple):
    """Whether somebody asked the run to end."""

    cancelled: bool


class FinishParams(NamedTuple):
    """A run, how it ended, and the ids of what it was based on."""

    run: str
    lock: str
    ended: SimulationRunUpdate
    snapshots: Sequence[str]
    policies: Sequence[str]


class FinishRow(NamedTuple):
    """The run that ended."""

    id: str


class CancelParams(NamedTuple):
    """A run, a fresh lock, and the moment (ms)."""

    run: str
    lock: str
    at: int


class CancelRow(NamedTuple):
    """The run, and whether it was still going."""

    id: str
    going: bool


class RunsParams(NamedTuple):
    """Ids of runs."""

    ids: Sequence[str]


class RunsRow(NamedTuple):
    """A run as a map of its stored properties, with what it belongs to."""

    run: Stored
    content: str
    point: str
    requested_by: str
    snapshot_id: str | None
    policy_id: str | None


class RunPageParams(NamedTuple):
    """Runs before a sort key and from another on, of one point or of all, and how many at most."""

    before: str
    start: str
    point: str | None
    limit: int


class RunPageRow(NamedTuple):
    """A run's id and sort key."""

    id: str
    sort_key: str


class PointBasisParams(NamedTuple):
    """The key of a decision point."""

    point: str


class PointBasisRow(NamedTuple):
    """The point's costs and actions, minutes until a review is due and its priority then, its calendar as stored."""

    point: Stored
    review_minutes: int | None
    escalation_priority: int | None
    calendar: Stored | None


class ReachParams(NamedTuple):
    """Which point, as known before which moment (ms)."""

    point: str
    as_of: int


class ReachRow(NamedTuple):
    """Cases: how many entities each touches (-1: unknown), and whether a person is required."""

    ids: Sequence[str]
    reaches: Sequence[int]
    required: Sequence[bool]


class ScoresParams(NamedTuple):
    """Which point, as known before which moment (ms), and the version of its model."""

    point: str
    as_of: int
    version: str


class ScoresRow(NamedTuple):
    """Scored cases and their risks, in the order of scoring; a case may stand there more than once."""

    ids: Sequence[str]
    risks: Sequence[float]


class TimedReviewsRow(NamedTuple):
    """Timed reviews as columns, in the order of their ends (ms); -1 where the time in sight was not measured."""

    cases: Sequence[str]
    people: Sequence[str]
    claimed: Sequence[int]
    done: Sequence[int]
    dwells: Sequence[int]


ENQUEUE = Query("planning/whatif/enqueue.cypher", Rows[Keyed[EnqueueRow]], VerdictRow, Access.WRITE, hot=True)
WAITING = Query("planning/whatif/waiting.cypher", WaitingParams, WaitingRow, Access.READ, hot=True)
BEGIN = Query("planning/whatif/begin.cypher", BeginParams, BeginRow, Access.WRITE, hot=True)
PROGRESS = Query("planning/whatif/progress.cypher", ProgressParams, ProgressRow, Access.WRITE, hot=True)
FINISH = Query("planning/whatif/finish.cypher", FinishParams, FinishRow, Access.WRITE, hot=True)
CANCEL = Query("planning/whatif/cancel.cypher", CancelParams, CancelRow, Access.WRITE, hot=True)
RUNS = Query("planning/whatif/runs.cypher", RunsParams, RunsRow, Access.READ, hot=True)
RUN_PAGE = Query("planning/whatif/page.cypher", RunPageParams, RunPageRow, Access.READ, hot=True)
END_OF_RUN_PAGE = Query("planning/whatif/end_of_page.cypher", EndParams, EndRow, Access.READ, hot=True)
BASIS = Query("planning/whatif/basis.cypher", PointBasisParams, PointBasisRow, Access.READ, hot=True)
REACH = Query("planning/whatif/reach.cypher", ReachParams, ReachRow, Access.READ, hot=True)
SCORES = Query("planning/whatif/scores.cypher", ScoresParams, ScoresRow, Access.READ, hot=True)
REVIEWS = Query("planning/whatif/reviews.cypher", ReachParams, TimedReviewsRow, Access.READ, hot=True)
