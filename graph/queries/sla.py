"""The clock of open tasks: which must be looked at, and what a look writes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict


class DueParams(NamedTuple):
    """Now in epoch milliseconds, and how many tasks at most."""

    now: int
    limit: int


class DueRow(NamedTuple):
    """A task with its case, its point and the queue that it waits in."""

    task: Mapping[str, Any]
    case_id: str
    point: str
    queue: str


class WaitingParams(NamedTuple):
    """The id of a task."""

    task_id: str


DUE = Query("sla/due.cypher", DueParams, DueRow, Access.READ, hot=True)
WAITING = Query("sla/waiting.cypher", WaitingParams, DueRow, Access.READ, hot=True)
ADVANCE = Query("sla/advance.cypher", Rows, Verdict, Access.WRITE, hot=True)
