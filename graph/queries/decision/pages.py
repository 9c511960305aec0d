"""Pages of lists, each cut by one sort key."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class EndParams(NamedTuple):
    """Before which sort key, and how many before the one that is asked for."""

    before: str
    skip: int


class StartParams(NamedTuple):
    """From which sort key on, and how many before the one that is asked for."""

    since: str
    skip: int


class EndOfTasksParams(NamedTuple):
    """Between which sort keys, and how many before the one that is asked for."""

    after: str
    before: str
    skip: int


class EndRow(NamedTuple):
    """The sort key at which a walk ends."""

    sort_key: str


class TaskPageParams(NamedTuple):
    """After which sort key, up to which one, in which states, how many."""

    after: str
    until: str
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
    """Before which id, down to which one, in which states, of which queue and person (None for all), how many."""

    before: str
    until: str
    states: Sequence[str]
    queue: str | None
    person_id: str | None
    limit: int


class NewestPageParams(NamedTuple):
    """Before which sort key, down to which one, in which states, at which point (None for all), how many."""

    before: str
    until: str
    states: Sequence[str]
    point: str | None
    limit: int


class PageRow(NamedTuple):
    """One item and its place."""

    id: str
    sort_key: str


class WholePageRow(NamedTuple):
    """The items of a page and their places, both in the page's order."""

    ids: Sequence[str]
    sort_keys: Sequence[str]


TASK_PAGE = Query("decision/pages/tasks.cypher", TaskPageParams, PageRow, Access.READ, hot=True)
HELD_PAGE = Query("decision/pages/held_tasks.cypher", HeldPageParams, PageRow, Access.READ, hot=True)
NEWEST_TASKS = Query("decision/pages/newest_tasks.cypher", NewestTasksParams, PageRow, Access.READ, hot=True)
CASE_PAGE = Query("decision/pages/cases.cypher", NewestPageParams, WholePageRow, Access.READ, hot=True)
DECISION_PAGE = Query("decision/pages/decisions.cypher", NewestPageParams, WholePageRow, Access.READ, hot=True)
END_OF_TASKS = Query("decision/pages/end_of_tasks.cypher", EndOfTasksParams, EndRow, Access.READ, hot=True)
END_OF_NEWEST_TASKS = Query("decision/pages/end_of_newest_tasks.cypher", EndParams, EndRow, Access.READ, hot=True)
END_OF_CASES = Query("decision/pages/end_of_cases.cypher", EndParams, EndRow, Access.READ, hot=True)
END_OF_DECISIONS = Query("decision/pages/end_of_decisions.cypher", EndParams, EndRow, Access.READ, hot=True)
START_OF_DECISIONS = Query("decision/pages/start_of_decisions.cypher", StartParams, EndRow, Access.READ, hot=True)
