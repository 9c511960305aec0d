"""Cases: how they enter, and whether one is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.gate.gating import ScoreRow
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import DecisionRecord
from graph.records.gate import GateEvaluationRecord
from graph.records.intake import (
    BusinessEntityRecord,
    CaseRecord,
    CaseUpdate,
    InputSnapshotRecord,
    QualityCheckRecord,
)
from graph.records.people import PersonRecord
from graph.records.review import ReviewPacketRecord, ReviewTaskRecord, ReviewTaskUpdate


@dataclass(frozen=True, slots=True)
class NewGatedRow(Row):
    """What the gate made of a new case: a decision, or a task with its packet."""

    evaluation: GateEvaluationRecord
    predictions: Sequence[ScoreRow]
    decisions: Sequence[DecisionRecord]
    tasks: Sequence[ReviewTaskRecord]
    packet: ReviewPacketRecord | None


@dataclass(frozen=True, slots=True)
class SubmitRow(Row):
    """A new case: what must be there first, then what is written; `waiting` is the task of one without a score."""

    point: str
    point_epoch: int
    dataset: str
    source_row: int | None
    models: Sequence[str]
    policy: str
    gate: str
    exception: str | None
    case: CaseRecord
    snapshot: InputSnapshotRecord
    quality: QualityCheckRecord
    entities: Sequence[BusinessEntityRecord]
    requester: str | None
    outsiders: Sequence[PersonRecord]
    waiting: Sequence[ReviewTaskRecord]
    gated: Sequence[NewGatedRow]
    changes: Sequence[StateChangeRecord]
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


SUBMIT = Query("intake/case/submit.cypher", Rows[Keyed[SubmitRow]], VerdictRow, Access.WRITE, hot=True)


class StoredCaseParams(NamedTuple):
    """The key of a case: `point|external id`."""

    key: str


class StoredCaseRow(NamedTuple):
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


PRESENT = Query("intake/case/present.cypher", StoredCaseParams, StoredCaseRow, Access.READ, hot=True)


class AwaitingParams(NamedTuple):
    """Whose waiting cases, and how many at most."""

    point: str
    limit: int


class AwaitingCaseParams(NamedTuple):
    """Which case."""

    case_id: str


class AwaitingRow(NamedTuple):
    """A waiting case with its task and its newest snapshot, as maps of stored properties."""

    case: Stored
    task: Stored
    snapshot_id: str
    since: int
    quality: str
    findings: Sequence[str]
    gates_digest: str | None
    ran: Stored
    dataset: str
    sha256: str | None
    source_row: int | None


AWAITING_CASE = Query("intake/case/awaiting_case.cypher", AwaitingCaseParams, AwaitingRow, Access.READ, hot=True)
AWAITING = Query("intake/case/awaiting.cypher", AwaitingParams, AwaitingRow, Access.READ, hot=True)


class CurrentCaseParams(NamedTuple):
    """The key of a case: `point|external id`."""

    key: str


class CurrentCaseRow(NamedTuple):
    """A known case with its open task (null where it has none), and its newest snapshot with the newest check of it."""

    case: Stored
    task: Stored | None
    snapshot_id: str
    checked: Stored | None
    snapshot_digest: str
    point_key: str
    point_epoch: int


@dataclass(frozen=True, slots=True)
class CorrectRow(Row):
    """The corrected data of a known case: tokens first, then what is written."""

    write_id: str
    case_id: str
    task_id: str | None
    case_version: int
    task_version: int | None
    task_epoch: int | None
    point_epoch: int
    snapshot_id: str
    dataset: str
    source_row: int | None
    case: CaseUpdate
    snapshot: InputSnapshotRecord
    quality: QualityCheckRecord
    tasks: Sequence[ReviewTaskUpdate]
    changes: Sequence[StateChangeRecord]


CURRENT = Query("intake/case/current.cypher", CurrentCaseParams, CurrentCaseRow, Access.READ, hot=True)
CORRECT = Query("intake/case/correct.cypher", Rows[Keyed[CorrectRow]], VerdictRow, Access.WRITE, hot=True)


@dataclass(frozen=True, slots=True)
class RevealRow(Row):
    """A request to see the masked values of a case, with its record."""

    write_id: str
    case_id: str
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


REVEAL = Query("intake/case/reveal.cypher", Rows[Keyed[RevealRow]], VerdictRow, Access.WRITE, hot=True)
