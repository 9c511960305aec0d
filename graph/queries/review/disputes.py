"""Reasons that reviewers dispute: what was shown to them, a dispute, and how often each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord


class ShownParams(NamedTuple):
    """The decision by its id."""

    decision_id: str


class ShownRow(NamedTuple):
    """A review that led to the decision, the features whose parts of the score it saw, and the ids of disputed ones."""

    review_id: str
    person_id: str
    point: str
    reasons: Sequence[Stored]
    disputed: Sequence[str]


@dataclass(frozen=True, slots=True)
class DisputeRow(Row):
    """A review, the feature that it disputes, and the record of that."""

    write_id: str
    review_id: str
    feature_id: str
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class DisputesParams(NamedTuple):
    """How the keys of a point's features begin, and from when to before when (ms)."""

    prefix: str
    since: int
    until: int


class DisputesRow(NamedTuple):
    """A feature, how often it is disputed, and when it last was (ms)."""

    feature: Stored
    disputes: int
    last_at: int


SHOWN = Query("review/disputes/shown.cypher", ShownParams, ShownRow, Access.READ, hot=True)
DISPUTE = Query("review/disputes/dispute.cypher", Rows[Keyed[DisputeRow]], VerdictRow, Access.WRITE, hot=True)
DISPUTES = Query("review/disputes/list.cypher", DisputesParams, DisputesRow, Access.READ, hot=True)
