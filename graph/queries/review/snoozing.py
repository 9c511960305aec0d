"""Tasks that were put off: which come back by now, and their return."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Rows, VerdictRow
from graph.queries.review.tasks import TaskCommandRow
from graph.records.change import StateChangeRecord
from graph.records.review import ReviewTaskUpdate


class DueSnoozesParams(NamedTuple):
    """By when (ms), and how many at most."""

    now: int
    limit: int


class DueSnoozeRow(NamedTuple):
    """A task whose time has come, and who put it off."""

    task_id: str
    holder_id: str


@dataclass(frozen=True, slots=True)
class ResumeRow(TaskCommandRow):
    """A task that comes back; without a lease (ms) it goes to its queue."""

    at: int
    lease_ms: int | None
    task: ReviewTaskUpdate
    changes: Sequence[StateChangeRecord]


DUE = Query("review/snooze/due.cypher", DueSnoozesParams, DueSnoozeRow, Access.READ, hot=True)
RESUME = Query("review/snooze/resume.cypher", Rows[ResumeRow | Keyed[ResumeRow]], VerdictRow, Access.WRITE, hot=True)
