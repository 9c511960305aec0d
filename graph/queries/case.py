"""Cases: how they enter, and whether one is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

SUBMIT = Query("case/submit.cypher", Rows, Verdict, Access.WRITE, hot=True)


@dataclass(frozen=True)
class PresentParams:
    """The key of a case: `point|external id`."""

    key: str


@dataclass(frozen=True)
class PresentRow:
    """Where a stored case stands."""

    id: str
    state: str
    payload_digest: str
    gate_result: str | None
    rule: str | None
    reasons: Sequence[str] | None
    decision_id: str | None
    task_id: str | None


PRESENT = Query("case/present.cypher", PresentParams, PresentRow, Access.READ, hot=True)


@dataclass(frozen=True)
class AwaitingParams:
    """Whose waiting cases, and how many at most."""

    point: str
    limit: int


@dataclass(frozen=True)
class AwaitingRow:
    """A waiting case with its task and its newest snapshot, as maps of stored properties."""

    case: Mapping[str, Any]
    task: Mapping[str, Any]
    snapshot_id: str
    since: int
    quality: str
    findings: Sequence[str]


AWAITING = Query("case/awaiting.cypher", AwaitingParams, AwaitingRow, Access.READ, hot=True)


@dataclass(frozen=True)
class StandingParams:
    """The key of a case: `point|external id`."""

    key: str


@dataclass(frozen=True)
class StandingRow:
    """A known case with its open task (null where it has none) and its newest snapshot."""

    case: Mapping[str, Any]
    task: Mapping[str, Any] | None
    snapshot_id: str
    snapshot_digest: str
    point_epoch: int


STANDING = Query("case/standing.cypher", StandingParams, StandingRow, Access.READ, hot=True)
CORRECT = Query("case/correct.cypher", Rows, Verdict, Access.WRITE, hot=True)
