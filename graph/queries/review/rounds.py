"""Rounds in which several people judge a case: how one stands, its votes, its opening, and its end undecided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.queries.review.tasks import EndedTaskRow, TaskCommandRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import DecisionRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewRecord, ReviewTaskRecord, ReviewTaskUpdate


class RoundParams(NamedTuple):
    """A task of the round, and who asks."""

    task_id: str
    person_id: str


class RoundTaskRow(NamedTuple):
    """A task of the round, who voted on it or holds it, the vote, and whether one acts for the other."""

    task: Stored
    seat_id: str | None
    review: Stored | None
    bound: bool


class FirstTasksParams(NamedTuple):
    """Which cases."""

    case_ids: Sequence[str]


class FirstTaskRow(NamedTuple):
    """A case that waits for people: the first task of its newest round, its queue, and the slots that have a task.

    `edit` is the correction by one of several judges that opened the round, with its reason and editor.
    """

    case_id: str
    case_version: int
    task: Stored
    queue: str
    slots: Sequence[int]
    edit: Stored | None


class CurrentRoundParams(NamedTuple):
    """Which case."""

    case_id: str


class CurrentRoundRow(NamedTuple):
    """The newest round of a case: its tasks, and the reviews whose verdict is hidden."""

    case_version: int
    point: str
    round: int
    tasks: Sequence[Stored]
    hidden: Sequence[str]


class UnopenedParams(NamedTuple):
    """A point, its queue's prefix of sort keys, and how many at most."""

    point: str
    prefix: str
    limit: int


class UnopenedRow(NamedTuple):
    """A case whose round lacks tasks."""

    case_id: str


@dataclass(frozen=True, slots=True)
class VoteRow(TaskCommandRow):
    """An approval or a rejection among several, and what it leads to if it closes the round.

    `votes` are the reviews that it was counted with, `shown` those of them that were hidden; `ballot` is what this one
    hides: verdict, reason code, note. `approved` says that the round closes as approved. Where the round closes an
    appeal, `outcome` is what comes of that and `closed` says so; a decision then revises the one in force.
    """

    packet_digest: str | None
    scores: int
    exceptions_until: int | None
    delegation_id: str | None
    approved: bool
    votes: Sequence[str]
    appeal_id: str | None
    outcome: str | None
    case: CaseUpdate
    task: ReviewTaskUpdate
    review: ReviewRecord
    ballot: Sequence[str] | None
    decisions: Sequence[DecisionRecord]
    changes: Sequence[StateChangeRecord]
    closed: Sequence[StateChangeRecord]
    ended: Sequence[EndedTaskRow]
    shown: Sequence[str]
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class CarriedRow(Row):
    """An approval that a correction counts as: on which task, by whom at which rights epoch, and for which review."""

    task_id: str
    person_id: str
    rights_epoch: int
    edit_id: str
    review: ReviewRecord
    change: StateChangeRecord


@dataclass(frozen=True, slots=True)
class OpenRoundRow(Row):
    """The further tasks of a round, and by how many verdicts it closes."""

    write_id: str
    case_id: str
    case_version: int
    task_id: str
    quorum: str
    case: CaseUpdate
    tasks: Sequence[ReviewTaskRecord]
    carried: Sequence[CarriedRow]


@dataclass(frozen=True, slots=True)
class RenewRow(Row):
    """A round that ends undecided, and the first task of the next."""

    write_id: str
    case_id: str
    case_version: int
    round: int
    case: CaseUpdate
    next: ReviewTaskRecord
    ended: Sequence[EndedTaskRow]
    shown: Sequence[str]


ROUND = Query("review/round/state.cypher", RoundParams, RoundTaskRow, Access.READ, hot=True)
VOTE = Query("review/round/vote.cypher", Rows[Keyed[VoteRow]], VerdictRow, Access.WRITE, hot=True)
FIRST_TASKS = Query("review/round/first_tasks.cypher", FirstTasksParams, FirstTaskRow, Access.READ, hot=True)
OPEN = Query("review/round/open.cypher", Rows[OpenRoundRow], VerdictRow, Access.WRITE, hot=True)
CURRENT = Query("review/round/current.cypher", CurrentRoundParams, CurrentRoundRow, Access.READ, hot=True)
RENEW = Query("review/round/renew.cypher", Rows[RenewRow], VerdictRow, Access.WRITE, hot=True)
UNOPENED = Query("review/round/unopened.cypher", UnopenedParams, UnopenedRow, Access.READ, hot=True)
