"""Recalls: what would be affected, their opening, the decisions in them, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import RecallItemRecord, RecallItemUpdate, RecallRecord, RecallUpdate


class ExtentParams(NamedTuple):
    """Which node, and when decisions were made (ms; `until` not included)."""

    id: str
    since: int
    until: int


class ExtentRow(NamedTuple):
    """Decisions of one point that depend on the node in the same ways (INPUT, TRAINING), with their outcomes."""

    point: str
    ways: Sequence[str]
    decisions: int
    outcomes: int


class AffectedParams(NamedTuple):
    """As for the extent; in which recall they are not yet, and how many at most."""

    id: str
    since: int
    until: int
    recall_id: str
    limit: int


class AffectedRow(NamedTuple):
    """A decision, its place by time, in which ways it depends on the node, and how many entities it touches."""

    id: str
    sort_key: str
    ways: Sequence[str]
    reach: int


class EffortParams(NamedTuple):
    """After which id, and how many reviews at most."""

    after: str
    most: int


class EffortRow(NamedTuple):
    """What a verdict takes at a decision point: the median in minutes."""

    point: str
    minutes: float


class AroundRecallParams(NamedTuple):
    """A node's id, and the key of a person."""

    target_id: str
    owner: str


class AroundRecallRow(NamedTuple):
    """The recall that is open of the node, and the person's id; None where there is none."""

    open_recall: str | None
    owner_id: str | None


@dataclass(frozen=True, slots=True)
class OpenRecallRow(Row):
    """A recall that is opened."""

    recall: RecallRecord
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class AddItemRow(Row):
    """A decision that is added to a recall."""

    recall_id: str
    decision_id: str
    item: RecallItemRecord


@dataclass(frozen=True, slots=True)
class MoveRecallRow(Row):
    """A recall that gets on from `state`."""

    write_id: str
    recall_id: str
    state: str
    recall: RecallUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class MoveItemRow(Row):
    """A decision of a recall that gets on from `state`, as it is stored."""

    write_id: str
    item_id: str
    state: str
    item: RecallItemUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class DueRecallsParams(NamedTuple):
    """After which id of what is recalled."""

    after: str


class DueRecallRow(NamedTuple):
    """A recall that is not closed, the person who opened it, and how many of its decisions people look at now."""

    recall: Stored
    opener: Stored
    in_review: int


class WaitingItemsParams(NamedTuple):
    """Which recall, the time now (ms), and how many at most."""

    recall_id: str
    now: int
    limit: int


class WaitingItemRow(NamedTuple):
    """A decision that is next, and whether it is still in force."""

    item_id: str
    decision_id: str
    in_force: bool


class RecallsParams(NamedTuple):
    """Which recall, or None for the newest; after which id, how many at most."""

    after: str
    recall_id: str | None
    limit: int


class RecallsRow(NamedTuple):
    """A recall with names, its progress: [stored state, state of the appeal, bases, how many decisions]; outcomes.

    `closing`: who closed it and why; None while it is open.
    """

    recall: Stored
    opener: str | None
    owner: str | None
    progress: Sequence[tuple[str, str | None, Sequence[str], int]]
    outcomes: int
    closing: Stored | None


class RecallItemsParams(NamedTuple):
    """Between which places, in which state or any, how many at most."""

    after: str
    until: str
    state: str | None
    limit: int


class RecallItemsRow(NamedTuple):
    """A decision of a recall with what came of it; `settled`: who recorded its compensation, when and how."""

    item: Stored
    appeal: str | None
    decision: Stored
    case: Stored
    point: Stored
    revision: Stored | None
    outcomes: int
    settled: Stored | None


class RecallItemParams(NamedTuple):
    """Which item."""

    item_id: str


class RecallItemRow(NamedTuple):
    """How an item stands as stored and by its appeal, and in which recall it is."""

    state: str
    recall_id: str
    recall_state: str
    appeal: str | None


EXTENT = Query("lineage/recall/extent.cypher", ExtentParams, ExtentRow, Access.READ, hot=True)
AFFECTED = Query("lineage/recall/affected.cypher", AffectedParams, AffectedRow, Access.READ, hot=True)
EFFORT = Query("lineage/recall/effort.cypher", EffortParams, EffortRow, Access.READ, hot=True)
AROUND_RECALL = Query("lineage/recall/around.cypher", AroundRecallParams, AroundRecallRow, Access.READ, hot=True)
OPEN_RECALL = Query("lineage/recall/open.cypher", Rows[Keyed[OpenRecallRow]], VerdictRow, Access.WRITE, hot=True)
ADD_ITEMS = Query("lineage/recall/add_items.cypher", Rows[AddItemRow], VerdictRow, Access.WRITE, hot=True)
DUE_RECALLS = Query("lineage/recall/due.cypher", DueRecallsParams, DueRecallRow, Access.READ, hot=True)
WAITING_ITEMS = Query("lineage/recall/waiting.cypher", WaitingItemsParams, WaitingItemRow, Access.READ, hot=True)
MOVE_RECALL = Query(
    "lineage/recall/move.cypher", Rows[MoveRecallRow | Keyed[MoveRecallRow]], VerdictRow, Access.WRITE, hot=True
)
MOVE_ITEM = Query(
    "lineage/recall/move_item.cypher", Rows[MoveItemRow | Keyed[MoveItemRow]], VerdictRow, Access.WRITE, hot=True
)
RECALLS = Query("lineage/recall/list.cypher", RecallsParams, RecallsRow, Access.READ, hot=True)
RECALL_ITEMS = Query("lineage/recall/items.cypher", RecallItemsParams, RecallItemsRow, Access.READ, hot=True)
RECALL_ITEM = Query("lineage/recall/item.cypher", RecallItemParams, RecallItemRow, Access.READ, hot=True)
