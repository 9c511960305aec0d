"""Tasks: what the rules must know of one, and each move it can make."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import DecisionRecord
from graph.records.gate import GateEvaluationRecord
from graph.records.intake import CaseUpdate, InputSnapshotRecord, QualityCheckRecord
from graph.records.review import (
    QuestionRecord,
    QuestionUpdate,
    ReviewPacketRecord,
    ReviewRecord,
    ReviewTaskRecord,
    ReviewTaskUpdate,
)


@dataclass(frozen=True, slots=True)
class FactsWanted(Row):
    """A task, who looks at it, and the stored key of the request."""

    task_id: str
    person_id: str
    key: str


class FactsRow(NamedTuple):
    """All that the rules of claim and verdict read, as maps of stored properties; absent nodes are null.

    `place` is that of the row asked with, which holds `taskId`, `personId` and the idempotency `key`. `acting`: every
    chain to somebody for whom the person acts, with what the case has to do with that one; `deputies` act for the
    person.
    """

    place: int
    task: Stored
    case: Stored
    packet: Stored | None
    policy: Stored | None
    model_authors: Sequence[str]
    requester: str | None
    requester_name: str | None
    outside_requester: str | None
    holder_name: str | None
    ties: Sequence[Stored]
    acting: Sequence[Stored]
    deputies: Sequence[Stored]
    trainings: Sequence[Stored]
    requester_ties: Sequence[str]
    person_key: str
    rights_epoch: int
    review_ended: bool
    point: str
    point_epoch: int
    used: Stored | None


class Tokens(NamedTuple):
    """What a command on a task compares after case and task are locked."""

    task_id: str
    case_id: str
    task_version: int
    task_epoch: int
    case_version: int
    point_epoch: int
    rights_epoch: int
    person_id: str
    rights_until: int | None


@dataclass(frozen=True, slots=True)
class TaskCommandRow(Row):
    """What every command on a task sends: the fields of `Tokens`, in their order, and a new id for the locks.

    `rights_until` (ms) is when somebody begins or ceases to act for another of those that the rule looked at.
    """

    task_id: str
    case_id: str
    task_version: int
    task_epoch: int
    case_version: int
    point_epoch: int
    rights_epoch: int
    person_id: str
    rights_until: int | None
    write_id: str


@dataclass(frozen=True, slots=True)
class ClaimRow(TaskCommandRow):
    """A task for its new holder, for so many milliseconds from the moment of the lock."""

    at: int
    lease_ms: int
    task: ReviewTaskUpdate
    changes: Sequence[StateChangeRecord]


@dataclass(frozen=True, slots=True)
class DecideRow(TaskCommandRow):
    """A decision by a person; `scores` is how many predictions the packet presents.

    `exceptions_until` (ms) is the first end of an exception that it shows. `delegation_id`: by which it is for another.
    """

    packet_digest: str | None
    scores: int
    exceptions_until: int | None
    delegation_id: str | None
    case: CaseUpdate
    task: ReviewTaskUpdate
    review: ReviewRecord
    decision: DecisionRecord
    changes: Sequence[StateChangeRecord]
    audit: AuditEntryRecord
    outbox: OutboxEventRecord


@dataclass(frozen=True, slots=True)
class RoundRow(Row):
    """The next round of an edited case."""

    snapshot: InputSnapshotRecord
    quality: QualityCheckRecord
    task: ReviewTaskRecord


@dataclass(frozen=True, slots=True)
class ReviewRow(Row):
    """A reviewer's act that decides nothing: at most one question, at most one new round."""

    review: ReviewRecord
    questions: Sequence[QuestionRecord]
    rounds: Sequence[RoundRow]


@dataclass(frozen=True, slots=True)
class EndedTaskRow(Row):
    """A task that ends with its round if it is still open; the statement sets its version and the state it left."""

    task_id: str
    task: ReviewTaskUpdate
    change: StateChangeRecord


@dataclass(frozen=True, slots=True)
class MoveRow(TaskCommandRow):
    """A held task that moves without a decision; `ends` says that it goes back to its queue.

    Where several judge, a correction ends the other tasks of its round (`ended`) and shows its votes (`shown`).
    """

    at: int
    packet_digest: str | None
    ends: bool
    case: CaseUpdate
    task: ReviewTaskUpdate
    reviews: Sequence[ReviewRow]
    changes: Sequence[StateChangeRecord]
    ended: Sequence[EndedTaskRow]
    shown: Sequence[str]


@dataclass(frozen=True, slots=True)
class FirstAnswerRow(TaskCommandRow):
    """What the holder of a task answers before the advice is shown, a text of FirstAnswerKey."""

    answer: str
    case: CaseUpdate


@dataclass(frozen=True, slots=True)
class AnswerRow(TaskCommandRow):
    """The answer to a question; without a lease (ms) the task goes back to its queue."""

    at: int
    lease_ms: int | None
    question_id: str
    question: QuestionUpdate
    task: ReviewTaskUpdate
    changes: Sequence[StateChangeRecord]


@dataclass(frozen=True, slots=True)
class UndoRow(TaskCommandRow):
    """A decision that is taken back, and the next round of its case."""

    decision_id: str
    policy: str
    case: CaseUpdate
    task: ReviewTaskUpdate
    change: StateChangeRecord
    evaluation: GateEvaluationRecord
    packet: ReviewPacketRecord | None
    next: ReviewTaskRecord
    audit: AuditEntryRecord


FACTS = Query("review/facts.cypher", Rows[FactsWanted], FactsRow, Access.READ, hot=True)
CLAIM = Query("review/claim.cypher", Rows[Keyed[ClaimRow]], VerdictRow, Access.WRITE, hot=True)
DECIDE = Query("review/decide.cypher", Rows[Keyed[DecideRow]], VerdictRow, Access.WRITE, hot=True)
MOVE = Query("review/move.cypher", Rows[Keyed[MoveRow]], VerdictRow, Access.WRITE, hot=True)


ANSWER_FIRST = Query("review/answer_first.cypher", Rows[Keyed[FirstAnswerRow]], VerdictRow, Access.WRITE, hot=True)


class NextParams(NamedTuple):
    """A range of sort keys, the moment (ms) that judges expired leases, and who must not have abstained.

    `stopped` are decision points whose tasks nobody takes.
    """

    after: str
    before: str
    now: int
    person_id: str
    stopped: Sequence[str]
    limit: int


class NextRow(NamedTuple):
    """A task that is free, or whose lease has run out; to whom it is suggested, and whether it is in time."""

    task_id: str
    sort_key: str
    suggested_id: str | None
    sla_state: str | None


NEXT = Query("review/next.cypher", NextParams, NextRow, Access.READ, hot=True)


class QuestionParams(NamedTuple):
    """Which question is answered."""

    question_id: str


class QuestionRow(NamedTuple):
    """The task that waits for the answer and the person who asked."""

    task_id: str
    holder_id: str | None
    answered: bool


class UndoFactsParams(NamedTuple):
    """Which decision is to be taken back."""

    decision_id: str


class UndoFactsRow(NamedTuple):
    """Task and decider (None where nobody but the gate decided), and the event that announces the decision."""

    task_id: str | None
    decider_id: str | None
    event_state: str
    deliver_after: int


QUESTION = Query("review/question.cypher", QuestionParams, QuestionRow, Access.READ, hot=True)
ANSWER = Query("review/answer.cypher", Rows[Keyed[AnswerRow]], VerdictRow, Access.WRITE, hot=True)
UNDO_FACTS = Query("review/undo_facts.cypher", UndoFactsParams, UndoFactsRow, Access.READ, hot=True)
UNDO = Query("review/undo.cypher", Rows[Keyed[UndoRow]], VerdictRow, Access.WRITE, hot=True)
