"""Appeals and reopenings: how a decision stands, the round that is opened, and the verdict that closes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.queries.review.tasks import TaskCommandRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import AppealRecord, DecisionRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewRecord, ReviewTaskRecord, ReviewTaskUpdate


class AppealFactsParams(NamedTuple):
    """A decision by its id, or the one in force of a case; the other is None."""

    decision_id: str | None
    case_id: str | None


class AppealFactsRow(NamedTuple):
    """The decision with its case, the scores that it was made on, the newest round, and who asked for it (ids)."""

    decision: Stored
    case: Stored
    point: str
    point_epoch: int
    scores: Sequence[Stored]
    round: int
    requesters: Sequence[str]


APPEAL_FACTS = Query("decision/appeal/facts.cypher", AppealFactsParams, AppealFactsRow, Access.READ, hot=True)


@dataclass(frozen=True, slots=True)
class AppealRow(Row):
    """A decision that is looked at again: tokens first, then what is written; `next` waits for its score.

    `recalled_item`: the id of the item of a recall that has it looked at again. `checks`: the key of its spot check.
    """

    write_id: str
    decision_id: str
    case_id: str
    case_version: int
    point_epoch: int
    person_id: str
    recalled_item: str | None
    case: CaseUpdate
    appeal: AppealRecord
    next: ReviewTaskRecord
    checks: Sequence[str]
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class CloseAppealRow(TaskCommandRow):
    """A verdict on a case that is looked at again; without a decision the one in force stays.

    `checks`: the key of a spot check that it ends.
    """

    packet_digest: str | None
    scores: int
    exceptions_until: int | None
    delegation_id: str | None
    appeal_id: str
    outcome: str
    checks: Sequence[str]
    case: CaseUpdate
    task: ReviewTaskUpdate
    review: ReviewRecord
    decisions: Sequence[DecisionRecord]
    changes: Sequence[StateChangeRecord]
    closed: Sequence[StateChangeRecord]
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


OPEN_APPEAL = Query("decision/appeal/open.cypher", Rows[Keyed[AppealRow]], VerdictRow, Access.WRITE, hot=True)
CLOSE_APPEAL = Query("decision/appeal/decide.cypher", Rows[Keyed[CloseAppealRow]], VerdictRow, Access.WRITE, hot=True)


class ViolatedParams(NamedTuple):
    """Natural keys of cases of whose logs later rows break a rule."""

    keys: Sequence[str]


class ViolatedRow(NamedTuple):
    """A decision in force: final since when (ms), whether it is looked at now, and for which violations it ever was."""

    case_key: str
    decision_id: str
    final_at: int
    open_appeal: bool
    known: Sequence[str]


VIOLATED = Query("decision/appeal/violated.cypher", ViolatedParams, ViolatedRow, Access.READ, hot=True)


class AppealedCaseParams(NamedTuple):
    """Which case."""

    case_id: str


class ReviewedAgainRow(NamedTuple):
    """The appeal that is open on a case with its decision (None where none is), and who judged it in rounds before."""

    appeal: Stored | None
    decision: Stored | None
    earlier: Sequence[str]


REVIEWED_AGAIN = Query("decision/appeal/review.cypher", AppealedCaseParams, ReviewedAgainRow, Access.READ, hot=True)


class AppealsRow(NamedTuple):
    """An appeal with its decision, who made it, and the decision that came of it."""

    appeal: Stored
    decision_id: str
    appellant: str | None
    revision_id: str | None


APPEALS = Query("decision/appeal/list.cypher", AppealedCaseParams, AppealsRow, Access.READ, hot=True)
