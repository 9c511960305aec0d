"""Cases and tasks by what analysts ask for, in keyset pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.intake.case import CaseState
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST, at_or_after
from graph.domain.kernel.problems import Problem
from graph.domain.review.task import TaskState
from graph.queries.decision.filtered import (
    CASE_COUNT,
    CHOSEN_CASES,
    CHOSEN_TASKS,
    OLDEST_CASES,
    OLDEST_TASKS,
    START_OF_CASES,
    START_OF_TASKS,
    TASK_COUNT,
    CaseCountParams,
    CasesParams,
    ChosenCases,
    ChosenTasks,
    TaskCountParams,
    TasksParams,
)
from graph.queries.decision.pages import END_OF_CASES, END_OF_NEWEST_TASKS, PageRow
from graph.store.decision.filtered_lists import FilteredList, ids_alone
from graph.store.decision.pages import ListOrder, Page, Wanted
from graph.store.decision.ranges import SortedList, Stretch, places_of_case
from graph.store.kernel.store import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """What cases are about, and from when to before when they came; None leaves a condition out."""

    since: datetime | None = None
    until: datetime | None = None
    point: str | None = None
    external_id: str | None = None
    entity: str | None = None
    category: str | None = None
    quality: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Conditions that all must hold; `person`: who asked for it."""

    subject: Subject
    states: tuple[CaseState, ...] = tuple(CaseState)
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Conditions that all must hold; `person`: who holds it or acted on it, by name, `person_id` by id.

    `held`: only those that `person_id` holds now.
    """

    subject: Subject
    states: tuple[TaskState, ...] = tuple(TaskState)
    queue: str | None = None
    escalated: bool | None = None
    person_id: str | None = None
    held: bool = False


async def filtered_cases(store: Store, wanted: Wanted, filters: CaseFilter, order: ListOrder) -> Page[str] | Problem:
    """Return the ids of the cases that answer a filter."""
    return await _CASES.page(store, wanted, filters, order, ids_alone)


async def count_cases(store: Store, filters: CaseFilter) -> int | None:
    """Return how many cases answer a filter; None where more than `MOST_COUNTED` would be looked through."""
    return await _CASES.count(store, filters)


async def filtered_tasks(store: Store, wanted: Wanted, filters: TaskFilter, order: ListOrder) -> Page[str] | Problem:
    """Return the ids of the tasks that answer a filter."""
    return await _TASKS.page(store, wanted, filters, order, ids_alone)


async def count_tasks(store: Store, filters: TaskFilter) -> int | None:
    """Return how many tasks answer a filter; None where more than `MOST_COUNTED` would be looked through."""
    return await _TASKS.count(store, filters)


async def _cases_of(store: Store, filters: CaseFilter) -> Stretch:
    subject = filters.subject
    whole = Stretch(at_or_after(subject.since) or "", at_or_after(subject.until) or LAST)
    if subject.external_id is None:
        return whole
    places = await places_of_case(store, subject.external_id)
    return whole.between(places.first_case, places.last_case)


async def _tasks_of(store: Store, filters: TaskFilter) -> Stretch:
    if filters.subject.external_id is None:
        return Stretch("", LAST)
    places = await places_of_case(store, filters.subject.external_id)
    return Stretch("", LAST).between(places.first_task, places.last_task)


def _chosen_cases(filters: CaseFilter, stretch: Stretch) -> ChosenCases:
    subject = filters.subject
    return ChosenCases(
        before=stretch.before,
        since=stretch.since,
        states=[state.value for state in filters.states],
        point=subject.point,
        origin=filters.origin,
        external_id=subject.external_id,
        entity=subject.entity,
        category=subject.category,
        quality=subject.quality,
        person=subject.person,
    )


def _chosen_tasks(store: Store, filters: TaskFilter, stretch: Stretch) -> ChosenTasks:
    subject = filters.subject
    return ChosenTasks(
        before=stretch.before,
        since=stretch.since,
        states=[state.value for state in filters.states],
        from_=None if subject.since is None else milliseconds(subject.since),
        to=None if subject.until is None else milliseconds(subject.until),
        point=subject.point,
        queue=filters.queue,
        escalated=filters.escalated,
        person_id=filters.person_id,
        held_at=milliseconds(store.clock.now()) if filters.held else None,
        person=subject.person,
        external_id=subject.external_id,
        entity=subject.entity,
        category=subject.category,
        quality=subject.quality,
    )


async def _case_rows(
    store: Store, filters: CaseFilter, stretch: Stretch, order: ListOrder, limit: int
) -> Sequence[PageRow]:
    statement = CHOSEN_CASES if order is ListOrder.NEWEST_FIRST else OLDEST_CASES
    return await store.graph.read(statement, CasesParams(_chosen_cases(filters, stretch), limit))


async def _case_total(store: Store, filters: CaseFilter, stretch: Stretch) -> int:
    (row,) = await store.graph.read(CASE_COUNT, CaseCountParams(_chosen_cases(filters, stretch)))
    return row.total


async def _task_rows(
    store: Store, filters: TaskFilter, stretch: Stretch, order: ListOrder, limit: int
) -> Sequence[PageRow]:
    statement = CHOSEN_TASKS if order is ListOrder.NEWEST_FIRST else OLDEST_TASKS
    return await store.graph.read(statement, TasksParams(_chosen_tasks(store, filters, stretch), limit))


async def _task_total(store: Store, filters: TaskFilter, stretch: Stretch) -> int:
    (row,) = await store.graph.read(TASK_COUNT, TaskCountParams(_chosen_tasks(store, filters, stretch)))
    return row.total


def _period(filters: CaseFilter | TaskFilter) -> tuple[datetime | None, datetime | None]:
    return filters.subject.since, filters.subject.until


_CASES: FilteredList[CaseFilter] = FilteredList(
    "cases", SortedList(END_OF_CASES, START_OF_CASES), _period, _cases_of, _case_rows, _case_total
)
_TASKS: FilteredList[TaskFilter] = FilteredList(
    "tasks", SortedList(END_OF_NEWEST_TASKS, START_OF_TASKS), _period, _tasks_of, _task_rows, _task_total
)
