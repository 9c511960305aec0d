"""The clock of open tasks: which must be looked at, and what a look writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict


@dataclass(frozen=True)
class DueParams:
    """Now in epoch milliseconds, and how many tasks at most."""

    now: int
    limit: int


@dataclass(frozen=True)
class DueRow:
    """A task with its case, its point and the queue that it waits in."""

    task: Mapping[str, Any]
    case_id: str
    point: str
    queue: str


@dataclass(frozen=True)
class WaitingParams:
    """The id of a task."""

    task_id: str


DUE = Query("sla/due.cypher", DueParams, DueRow, Access.READ, hot=True)
WAITING = Query("sla/waiting.cypher", WaitingParams, DueRow, Access.READ, hot=True)
ADVANCE = Query("sla/advance.cypher", Rows, Verdict, Access.WRITE, hot=True)
