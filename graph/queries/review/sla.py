"""The clock of open tasks: which must be looked at, and what a look writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.change import StateChangeRecord
from graph.records.review import EscalationRecord, ReviewTaskUpdate


class DueTasksParams(NamedTuple):
    """Now in epoch milliseconds, and how many tasks at most."""

    now: int
    limit: int


class DueTaskRow(NamedTuple):
    """A task with its case, its point and the queue that it waits in."""

    task: Stored
    case_id: str
    point: str
    queue: str


class WaitingTaskParams(NamedTuple):
    """The id of a task."""

    task_id: str


@dataclass(frozen=True, slots=True)
class EscalationRow(Row):
    """A task's step to its next rung, and the person who asked for it."""

    node: EscalationRecord
    person_id: str | None


@dataclass(frozen=True, slots=True)
class AdvanceRow(Row):
    """An open task after a look at its clock: tokens first, then what is written; a climb compares more of them."""

    write_id: str
    case_id: str
    task_id: str
    sla_state: str
    rung: int
    task_version: int
    task_epoch: int
    climbs: bool
    queue: str
    task: ReviewTaskUpdate
    changes: Sequence[StateChangeRecord]
    escalations: Sequence[EscalationRow]


DUE = Query("review/sla/due.cypher", DueTasksParams, DueTaskRow, Access.READ, hot=True)
WAITING = Query("review/sla/waiting.cypher", WaitingTaskParams, DueTaskRow, Access.READ, hot=True)
ADVANCE = Query("review/sla/advance.cypher", Rows[AdvanceRow | Keyed[AdvanceRow]], VerdictRow, Access.WRITE, hot=True)
