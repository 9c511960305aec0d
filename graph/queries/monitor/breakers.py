"""Breakers of decision points: listed with their history, changed, and judged by drift."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.monitor import BreakerStateUpdate


@dataclass(frozen=True, slots=True)
class ChangeBreakerRow(Row):
    """A breaker that is brought into another state: the epoch of its point that was read, then what is written."""

    write_id: str
    point: str
    point_epoch: int
    breaker: BreakerStateUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


CHANGE = Query(
    "monitor/breaker/change.cypher",
    Rows[ChangeBreakerRow | Keyed[ChangeBreakerRow]],
    VerdictRow,
    Access.WRITE,
    hot=True,
)


class BreakersParams(NamedTuple):
    """Which breakers: after a key, of a point, the open ones alone; and how many changes of each."""

    after: str
    point: str | None
    open: bool
    changes: int


class BreakersRow(NamedTuple):
    """A breaker with its point, the point's queue, and its last changes, the newest first."""

    breaker: Stored
    point: Stored
    queue: str
    changes: Sequence[Stored]


BREAKERS = Query("monitor/breaker/list.cypher", BreakersParams, BreakersRow, Access.READ, hot=True)


class JudgedParams(NamedTuple):
    """The key of a point, and what was judged of its drift."""

    point: str
    breaker: BreakerStateUpdate


class JudgedRow(NamedTuple):
    """How many breakers there are at the point."""

    total: int


JUDGED = Query("monitor/breaker/judged.cypher", JudgedParams, JudgedRow, Access.WRITE, hot=True)
