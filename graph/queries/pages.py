"""Pages of lists, each cut by one sort key."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries._query import Access, Query


class TaskPageParams(NamedTuple):
    """Between which sort keys, in which states, how many."""

    after: str
    before: str
    states: Sequence[str]
    limit: int


class HeldPageParams(NamedTuple):
    """Whose tasks, on claims that hold now (epoch ms), between which sort keys, in which states, how many."""

    person_id: str
    now: int
    after: str
    before: str
    states: Sequence[str]
    limit: int


class NewestTasksParams(NamedTuple):
    """Before which id, in which states, of which queue and person (None for all), how many."""

    before: str
    states: Sequence[str]
    queue: str | None
    person_id: str | None
    limit: int


class NewestPageParams(NamedTuple):
    """Before which sort key, in which states, at which point (None for all), how many."""

    before: str
    states: Sequence[str]
    point: str | None
    limit: int


class PageRow(NamedTuple):
    """One item and its place."""

    id: str
    sort_key: str


TASK_PAGE = Query("pages/tasks.cypher", TaskPageParams, PageRow, Access.READ, hot=True)
HELD_PAGE = Query("pages/held_tasks.cypher", HeldPageParams, PageRow, Access.READ, hot=True)
NEWEST_TASKS = Query("pages/newest_tasks.cypher", NewestTasksParams, PageRow, Access.READ, hot=True)
CASE_PAGE = Query("pages/cases.cypher", NewestPageParams, PageRow, Access.READ, hot=True)
DECISION_PAGE = Query("pages/decisions.cypher", NewestPageParams, PageRow, Access.READ, hot=True)
