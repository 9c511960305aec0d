"""Pages of cases, tasks and decisions: cut by one sort key, so that the thousandth costs what the first does."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from graph.domain.decision.record import COUNTED
from graph.domain.intake.case import CaseState
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST, queue_range
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.review.task import TaskState
from graph.queries.decision.details import (
    CASES,
    DECISIONS,
    TASKS,
    CaseRow,
    DecisionRow,
    IdsParams,
    TaskDetailsRow,
    TaskIdsParams,
)
from graph.queries.decision.pages import (
    CASE_PAGE,
    DECISION_PAGE,
    END_OF_CASES,
    END_OF_DECISIONS,
    END_OF_NEWEST_TASKS,
    HELD_PAGE,
    NEWEST_TASKS,
    TASK_PAGE,
    HeldPageParams,
    NewestPageParams,
    NewestTasksParams,
    PageRow,
    TaskPageParams,
    WholePageRow,
)
from graph.queries.kernel.query import Query
from graph.store.kernel.cursors import LARGEST_PAGE, cursor, place_of
from graph.store.kernel.store import Store
from graph.store.kernel.walking import FURTHEST, end_of_task_walk, end_of_walk

__all__ = [
    "LARGEST_PAGE",
    "CaseRow",
    "DecisionRow",
    "ListOrder",
    "Page",
    "SortedRow",
    "TaskDetailsRow",
    "Wanted",
    "case_ids",
    "case_page",
    "cases",
    "cut",
    "decision_ids",
    "decision_page",
    "decisions",
    "detailed",
    "held_page",
    "newest_task_page",
    "place_in",
    "task_page",
    "tasks",
    "tasks_in",
]

Item = TypeVar("Item")


class SortedRow(Protocol):
    """A row that knows its place in its list."""

    @property
    def sort_key(self) -> str:
        """The place."""


OPEN_TASKS = (TaskState.READY, TaskState.RESERVED, TaskState.SUSPENDED)


class ListOrder(StrEnum):
    """In which order a list comes."""

    NEWEST_FIRST = "NEWEST_FIRST"
    OLDEST_FIRST = "OLDEST_FIRST"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many items, after which cursor."""

    first: int
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Items in order, the cursor of the last, and whether there are more.

    `searched`: how many were looked through, where the page ends before it is full and the cursor goes on from there.
    """

    items: Sequence[Item]
    end_cursor: str | None
    has_next: bool
    searched: int | None = None


async def tasks_in(
    store: Store,
    wanted: Wanted,
    states: Sequence[TaskState],
    queue: str | None = None,
    person_id: str | None = None,
    *,
    whole: bool = True,
) -> Page[TaskDetailsRow] | Problem:
    """Return tasks of a queue, or of all, and of one person, or of all: open ones most urgent first.

    Where other states are asked for too, all come newest first.
    """
    if not set(states) <= set(OPEN_TASKS):
        return await newest_task_page(store, wanted, states, queue, person_id, whole=whole)
    if person_id is not None:
        return await held_page(store, wanted, person_id, queue, states, whole=whole)
    return await task_page(store, wanted, queue, states, whole=whole)


async def task_page(
    store: Store,
    wanted: Wanted,
    queue: str | None = None,
    states: Sequence[TaskState] = OPEN_TASKS,
    *,
    whole: bool = True,
) -> Page[TaskDetailsRow] | Problem:
    """Return open tasks, most urgent first, of one queue or of all in the order of their names.

    `whole` ones come with the content of their packets.
    """
    scope = f"tasks {queue or ''}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    start, end = queue_range(queue)
    filtered = not set(OPEN_TASKS) <= set(states)
    until = await end_of_task_walk(store, place or start, end) if filtered else None
    params = TaskPageParams(place or start, until or end, [state.value for state in states], wanted.first + 1)
    rows = await store.graph.read(TASK_PAGE, params)
    shown = await tasks(store, [row.id for row in rows[: wanted.first]], whole=whole)
    return cut(store, scope, wanted, rows, shown, until)


async def held_page(
    store: Store,
    wanted: Wanted,
    person_id: str,
    queue: str | None = None,
    states: Sequence[TaskState] = OPEN_TASKS,
    *,
    whole: bool = True,
) -> Page[TaskDetailsRow] | Problem:
    """Return the open tasks that a person holds, most urgent first."""
    scope = f"tasks {queue or ''} of {person_id}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    start, end = queue_range(queue)
    now = milliseconds(store.clock.now())
    params = HeldPageParams(person_id, now, place or start, end, [state.value for state in states], wanted.first + 1)
    rows = await store.graph.read(HELD_PAGE, params)
    return cut(store, scope, wanted, rows, await tasks(store, [row.id for row in rows[: wanted.first]], whole=whole))


async def newest_task_page(
    store: Store,
    wanted: Wanted,
    states: Sequence[TaskState],
    queue: str | None = None,
    person_id: str | None = None,
    *,
    whole: bool = True,
) -> Page[TaskDetailsRow] | Problem:
    """Return tasks in any states, newest first: those of a queue, and those that a person holds or acted on.

    One that is closed or waits for its score has no place in its queue any more, or none yet.
    """
    named = [state.value for state in sorted(set(states))]
    scope = f"newest tasks {queue or ''} of {person_id or ''} in {' '.join(named)}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    before, filtered = place or LAST, bool(queue or person_id) or set(states) != set(TaskState)
    until = await end_of_walk(store, END_OF_NEWEST_TASKS, before) if filtered else None
    params = NewestTasksParams(before, until or "", named, queue, person_id, wanted.first + 1)
    rows = await store.graph.read(NEWEST_TASKS, params)
    shown = await tasks(store, [row.id for row in rows[: wanted.first]], whole=whole)
    return cut(store, scope, wanted, rows, shown, until)


async def case_page(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[CaseState] = tuple(CaseState)
) -> Page[CaseRow] | Problem:
    """Return cases, newest first."""
    return await detailed(store, await case_ids(store, wanted, point, states), cases)


async def case_ids(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[CaseState] = tuple(CaseState)
) -> Page[str] | Problem:
    """Return the ids of cases, newest first."""
    scope = f"cases {point or ''}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    before, filtered = place or LAST, point is not None or set(states) != set(CaseState)
    until = await end_of_walk(store, END_OF_CASES, before) if filtered else None
    params = NewestPageParams(before, until or "", [state.value for state in states], point, wanted.first + 1)
    rows = await _places(store, CASE_PAGE, params)
    return cut(store, scope, wanted, rows, [row.id for row in rows[: wanted.first]], until)


async def decision_page(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[str] = COUNTED
) -> Page[DecisionRow] | Problem:
    """Return decisions, newest first; those that were undone only where that state is asked for."""
    return await detailed(store, await decision_ids(store, wanted, point, states), decisions)


async def decision_ids(
    store: Store, wanted: Wanted, point: str | None = None, states: Sequence[str] = COUNTED
) -> Page[str] | Problem:
    """Return the ids of the same decisions."""
    scope = f"decisions {point or ''}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    before, filtered = place or LAST, point is not None or not set(COUNTED) <= set(states)
    until = await end_of_walk(store, END_OF_DECISIONS, before) if filtered else None
    params = NewestPageParams(before, until or "", list(states), point, wanted.first + 1)
    rows = await _places(store, DECISION_PAGE, params)
    return cut(store, scope, wanted, rows, [row.id for row in rows[: wanted.first]], until)


async def _places(
    store: Store, query: Query[NewestPageParams, WholePageRow], params: NewestPageParams
) -> list[PageRow]:
    (row,) = await store.graph.read(query, params)
    return [PageRow(*one) for one in zip(row.ids, row.sort_keys, strict=True)]


async def detailed(
    store: Store, page: Page[str] | Problem, read: Callable[[Store, Sequence[str]], Awaitable[Sequence[Item]]]
) -> Page[Item] | Problem:
    """Return a page of ids with what `read` has to say of each."""
    if isinstance(page, Problem):
        return page
    return Page(await read(store, page.items), page.end_cursor, page.has_next, page.searched)


async def tasks(store: Store, ids: Sequence[str], *, whole: bool = True) -> list[TaskDetailsRow]:
    """Return tasks with what they present, `whole` ones with their packets' content; an unknown id is missing."""
    return await store.graph.read(TASKS, TaskIdsParams(ids, whole))


async def cases(store: Store, ids: Sequence[str]) -> list[CaseRow]:
    """Return cases with where they stand; an unknown id is missing."""
    return await store.graph.read(CASES, IdsParams(ids))


async def decisions(store: Store, ids: Sequence[str]) -> list[DecisionRow]:
    """Return decisions with who took them; an unknown id is missing."""
    return await store.graph.read(DECISIONS, IdsParams(ids))


def place_in(store: Store, scope: str, wanted: Wanted) -> str | Problem | None:
    """Return the place after which a page of the list `scope` begins, None for its beginning."""
    if not 1 <= wanted.first <= LARGEST_PAGE:
        return invalid("first", f"first takes 1 to {LARGEST_PAGE}.")
    return None if wanted.after is None else place_of(store.cursor_key, scope, wanted.after)


def cut(
    store: Store,
    scope: str,
    wanted: Wanted,
    rows: Sequence[SortedRow],
    items: Sequence[Item],
    until: str | None = None,
) -> Page[Item]:
    """Return the page of `items`; `rows` are their places, and one more where there is a next page.

    `until` is the place up to which was looked, None for the list's end: a page that is not full goes on from there.
    """
    if until is not None and len(rows) <= wanted.first:
        return Page(items, cursor(store.cursor_key, scope, until), has_next=True, searched=FURTHEST)
    shown = rows[: wanted.first]
    end = cursor(store.cursor_key, scope, shown[-1].sort_key) if shown else None
    return Page(items, end, len(rows) > wanted.first)
