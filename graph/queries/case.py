"""Cases: how they enter, and whether one is there already."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

SUBMIT = Query("case/submit.cypher", Rows, Verdict, Access.WRITE, hot=True)


class PresentParams(NamedTuple):
    """The key of a case: `point|external id`."""

    key: str


class PresentRow(NamedTuple):
    """Where a stored case stands."""

    id: str
    state: str
    payload: str
    submitted: str | None
    gate_result: str | None
    rule: str | None
    reasons: Sequence[str] | None
    decision_id: str | None
    task_id: str | None


PRESENT = Query("case/present.cypher", PresentParams, PresentRow, Access.READ, hot=True)


class AwaitingParams(NamedTuple):
    """Whose waiting cases, and how many at most."""

    point: str
    limit: int


class AwaitingCaseParams(NamedTuple):
    """Which case."""

    case_id: str


class AwaitingRow(NamedTuple):
    """A waiting case with its task and its newest snapshot, as maps of stored properties."""

    case: Mapping[str, Any]
    task: Mapping[str, Any]
    snapshot_id: str
    since: int
    quality: str
    findings: Sequence[str]
    gates_digest: str | None
    ran: Mapping[str, Any]
    dataset: str
    source_row: int | None


AWAITING_CASE = Query("case/awaiting_case.cypher", AwaitingCaseParams, AwaitingRow, Access.READ, hot=True)
AWAITING = Query("case/awaiting.cypher", AwaitingParams, AwaitingRow, Access.READ, hot=True)


class StandingParams(NamedTuple):
    """The key of a case: `point|external id`."""

    key: str


class StandingRow(NamedTuple):
    """A known case with its open task (null where it has none) and its newest snapshot."""

    case: Mapping[str, Any]
    task: Mapping[str, Any] | None
    snapshot_id: str
    gate_row: str | None
    snapshot_digest: str
    point_key: str
    point_epoch: int


STANDING = Query("case/standing.cypher", StandingParams, StandingRow, Access.READ, hot=True)
CORRECT = Query("case/correct.cypher", Rows, Verdict, Access.WRITE, hot=True)
