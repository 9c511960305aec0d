"""Tasks of people who are away, and of those who act for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Rows, VerdictRow
from graph.queries.review.tasks import TaskCommandRow
from graph.records.change import StateChangeRecord
from graph.records.review import ReviewTaskUpdate


class HeldTasksParams(NamedTuple):
    """Whose tasks, the states of tasks that are held, the kind of edges that delegations make, and now (ms)."""

    people: Sequence[str]
    held: Sequence[str]
    kind: str
    now: int


class HeldTasksRow(NamedTuple):
    """A person, the tasks that are theirs, who acts for them now or later, and their delegations that run now."""

    person_id: str
    tasks: Sequence[Stored]
    links: Sequence[Stored]
    delegations: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReassignRow(TaskCommandRow):
    """A held task for another person; `leases` holds the milliseconds of a fresh lease, where it gets one."""

    at: int
    holder_id: str
    leases: Sequence[int]
    task: ReviewTaskUpdate
    changes: Sequence[StateChangeRecord]


class EndedReviewersParams(NamedTuple):
    """Now (ms), and how many tasks at most."""

    now: int
    limit: int


class EndedReviewersRow(NamedTuple):
    """A task, and the person who holds it and no longer reviews."""

    task_id: str
    person_id: str


HELD = Query("review/delegated/held.cypher", HeldTasksParams, HeldTasksRow, Access.READ, hot=True)
ENDED = Query("review/delegated/ended_reviewers.cypher", EndedReviewersParams, EndedReviewersRow, Access.READ, hot=True)
REASSIGN = Query("review/delegated/reassign.cypher", Rows[ReassignRow], VerdictRow, Access.WRITE, hot=True)
