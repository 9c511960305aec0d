"""Free tasks, and to whom each is suggested; a suggestion moves no task and binds nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import queue_range
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.review.suggesting import (
    FREE,
    HELD_BY,
    RENEW,
    SUGGESTED,
    FreeTaskRow,
    FreeTasksParams,
    HeldByParams,
    SuggestedParams,
    SuggestRow,
)
from graph.records.review import ReviewTaskUpdate
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store

FreeTask: TypeAlias = FreeTaskRow
"""A free task with its case, its risk, and to whom it is suggested by now."""
MOST_FREE = 500
"""The most urgent free tasks of a point that are looked at: many times what its people have room for."""


@dataclass(frozen=True, slots=True)
class SuggestedPerson:
    """To whom a task is suggested, and why."""

    person_id: str
    because: str


async def free_tasks(store: Store, point: Point) -> list[FreeTask]:
    """Return the most urgent free tasks of a point whose case has a score, by their place in the queue."""
    queues = [queue_range(queue) for queue in point.queues]
    return await store.graph.read(FREE, FreeTasksParams(point.key, queues, MOST_FREE))


async def tasks_held(store: Store, people: Sequence[str]) -> Mapping[str, int]:
    """Return how many tasks each of these people holds now, at any point."""
    rows = await store.graph.read(HELD_BY, HeldByParams(people, milliseconds(store.clock.now())))
    return {row.person_id: row.held for row in rows}


async def renew_suggestions(
    store: Store, point: str, free: Sequence[FreeTask], wanted: Mapping[str, SuggestedPerson]
) -> int:
    """Have free tasks suggested to whom `wanted` names by their ids, all others of the point to nobody.

    Returns how many changed. Only what differs is written; a task that somebody took meanwhile stays as it was.
    """
    named = await store.graph.read(SUGGESTED, SuggestedParams(point))
    before = {row.task_id: (row.suggested_id, row.because) for row in free}
    rows = [_suggest(store, row.task_id, row.case_id, None) for row in named if row.task_id not in wanted]
    for task in free:
        one = wanted.get(task.task_id)
        if one is not None and (one.person_id, one.because) != before[task.task_id]:
            rows.append(_suggest(store, task.task_id, task.case_id, one))
    rows.sort(key=lambda row: row.case_id)
    answers = await store.graph.write(RENEW, Rows(rows)) if rows else []
    return sum(answer.verdict == WRITTEN for answer in answers)


def _suggest(store: Store, task_id: str, case_id: str, person: SuggestedPerson | None) -> SuggestRow:
    update = ReviewTaskUpdate(
        suggested_id=None if person is None else person.person_id,
        suggested_because=None if person is None else person.because,
    )
    return SuggestRow(task_id, case_id, store.clock.new_id(), update)
