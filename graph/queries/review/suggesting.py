"""Suggested reviewers: the free tasks of a point, what people hold, and to whom each task is suggested."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows, VerdictRow
from graph.records.review import ReviewTaskUpdate


class FreeTasksParams(NamedTuple):
    """A point, the ranges of sort keys of its queues, and how many tasks at most."""

    point: str
    queues: Sequence[Sequence[str]]
    limit: int


class FreeTaskRow(NamedTuple):
    """A free task with its case (payload as JSON, when it began in ms), its risk, and to whom it is suggested."""

    task_id: str
    case_id: str
    external_id: str
    payload: str
    began: int
    risk: float
    suggested_id: str | None
    because: str | None


class HeldByParams(NamedTuple):
    """Whose tasks, and the moment (ms) that judges whether claims have run out."""

    people: Sequence[str]
    now: int


class HeldByRow(NamedTuple):
    """How many tasks a person holds."""

    person_id: str
    held: int


class SuggestedParams(NamedTuple):
    """A point."""

    point: str


class SuggestedRow(NamedTuple):
    """A free task that is suggested to somebody."""

    task_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class SuggestRow(Row):
    """A task that is suggested to another person than before, or to nobody any more."""

    task_id: str
    case_id: str
    write_id: str
    task: ReviewTaskUpdate


FREE = Query("review/suggest/free.cypher", FreeTasksParams, FreeTaskRow, Access.READ, hot=True)
HELD_BY = Query("review/suggest/held.cypher", HeldByParams, HeldByRow, Access.READ, hot=True)
SUGGESTED = Query("review/suggest/open.cypher", SuggestedParams, SuggestedRow, Access.READ, hot=True)
RENEW = Query("review/suggest/renew.cypher", Rows[SuggestRow], VerdictRow, Access.WRITE, hot=True)
