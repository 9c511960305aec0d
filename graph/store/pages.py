"""Pages of cases, tasks and decisions: cut by one sort key, so that the thousandth costs what the first does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.domain.case import CaseState
from graph.domain.problems import Problem, invalid
from graph.domain.review import TaskState
from graph.queries.details import CASES, DECISIONS, TASKS, CaseRow, DecisionRow, IdsParams, TaskRow
from graph.queries.pages import (
    CASE_PAGE,
    DECISION_PAGE,
    HELD_PAGE,
    TASK_PAGE,
    HeldPageParams,
    NewestPageParams,
    PageRow,
    TaskPageParams,
)
from graph.store.cursors import cursor, place_of
from graph.store.store import Store

__all__ = [
    "LARGEST_PAGE",
    "CaseRow",
    "DecisionRow",
    "Page",
    "TaskRow",
    "Wanted",
    "case_page",
    "cases",
    "decision_page",
    "decisions",
    "held_page",
    "task_page",
    "tasks",
]

Item = TypeVar("Item")

LARGEST_PAGE = 100
_FIRST, _LAST = " ", "\U0010ffff"
OPEN_TASKS = (TaskState.READY, TaskState.RESERVED, TaskState.SUSPENDED)
DECISION_STATES = ("EFFECTIVE", "SUPERSEDED", "INVALIDATED")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many items, after which cursor."""

    first: int
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Items in order, the cursor of the last, and whether there are more."""

    items: Sequence[Item]
    end_cursor: str | None
    has_next: bool


async def task_page(
    store: Store, wanted: Wanted, queue: str | None = None, states: Sequence[TaskState] = OPEN_TASKS
) -> Page[TaskRow] | Problem:
    """Return open tasks, most urgent first, of one queue or of all in the order of their names."""
    scope = f"tasks {queue or ''}"
    place = _place(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    start, end = _range(queue)
    params = TaskPageParams(place or start, end, [state.value for state in states], wanted.first + 1)
    rows = await store.graph.read(TASK_PAGE, params)
    shown = rows[: wanted.first]
    items = await tasks(store, [row.id for row in shown])
    return Page(items, _end(store, scope, shown), len(rows) > wanted.first)


async def held_page(
    store: Store, wanted: Wanted, person_id: str, queue: str | None = None, states: Sequence[TaskState] = OPEN_TASKS
) -> Page[TaskRow] | Problem:
    """Return the open tasks that a person holds, most urgent first."""
    scope = f"tasks {queue or ''} of {person_id}"
    place = _place(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    start, end = _range(queue)
    params = HeldPageParams(person_id, place or start, end, [state.value for state in states], wanted.first + 1)
    rows = await store.graph.read(HELD_PAGE, params)
    shown = rows[: wanted.first]
    items = await tasks(store, [row.id for row in shown])
    return Page(items, _end(store, scope, shown), len(rows) > wanted.first)


async def case_page(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[CaseState] = tuple(CaseState)
) -> Page[CaseRow] | Problem:
    """Return cases, newest first."""
    scope = f"cases {point or ''}"
    place = _place(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    params = NewestPageParams(place or _LAST, [state.value for state in states], point, wanted.first + 1)
    rows = await store.graph.read(CASE_PAGE, params)
    shown = rows[: wanted.first]
    items = await cases(store, [row.id for row in shown])
    return Page(items, _end(store, scope, shown), len(rows) > wanted.first)


async def decision_page(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[str] = DECISION_STATES
) -> Page[DecisionRow] | Problem:
    """Return decisions, newest first."""
    scope = f"decisions {point or ''}"
    place = _place(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    params = NewestPageParams(place or _LAST, list(states), point, wanted.first + 1)
    rows = await store.graph.read(DECISION_PAGE, params)
    shown = rows[: wanted.first]
    items = await decisions(store, [row.id for row in shown])
    return Page(items, _end(store, scope, shown), len(rows) > wanted.first)


async def tasks(store: Store, ids: Sequence[str]) -> list[TaskRow]:
    """Return tasks with what they present; an unknown id is missing."""
    return await store.graph.read(TASKS, IdsParams(ids))


async def cases(store: Store, ids: Sequence[str]) -> list[CaseRow]:
    """Return cases with where they stand; an unknown id is missing."""
    return await store.graph.read(CASES, IdsParams(ids))


async def decisions(store: Store, ids: Sequence[str]) -> list[DecisionRow]:
    """Return decisions with who took them; an unknown id is missing."""
    return await store.graph.read(DECISIONS, IdsParams(ids))


def _place(store: Store, scope: str, wanted: Wanted) -> str | Problem | None:
    if not 1 <= wanted.first <= LARGEST_PAGE:
        return invalid("first", f"first takes 1 to {LARGEST_PAGE}.")
    return None if wanted.after is None else place_of(store.cursor_key, scope, wanted.after)


def _range(queue: str | None) -> tuple[str, str]:
    """Return the sort keys between which the tasks of a queue lie, or those of all queues."""
    return (_FIRST, _LAST) if queue is None else (f"{queue}|", f"{queue}|{_LAST}")


def _end(store: Store, scope: str, rows: Sequence[PageRow]) -> str | None:
    return cursor(store.cursor_key, scope, rows[-1].sort_key) if rows else None
