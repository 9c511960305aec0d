"""Proposes a reviewer for each free task: who is likely to be right, may take it, and has room; or the queue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from forecasting.cases import CaseTable
from forecasting.columns import Flags, Ints
from forecasting.requests import ScoringRequest, check_request, request_table
from forecasting.routing import NOBODY, Room, RoutedCases, route
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.review.eligible import may_take, reviewers
from graph.store.review.suggesting import FreeTask, SuggestedPerson, free_tasks, renew_suggestions, tasks_held
from pipelines.routing.knowledge import KnownReviewers, know_reviewers

_ROUNDS = 4
"""Of asking whether who was chosen may take the task: each refused pair is left out of the next."""
_SECOND = 1_000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A free task with the person proposed for it (None: whoever takes the next of the queue), and why."""

    task_id: str
    external_id: str
    person: str | None
    because: str


@dataclass(frozen=True)
class _RoutedTasks:
    """Free tasks that a model can read, with their cases as a table and what was proposed for each."""

    known: KnownReviewers
    tasks: Sequence[FreeTask]
    table: CaseTable
    routed: RoutedCases

    def because(self, place: int) -> str:
        """Return why a task goes where it goes."""
        return self.known.because(self.table, place, int(self.routed.person[place]))


async def suggestions(store: Store, point: str, data_dir: Path, each: int) -> list[Suggestion]:
    """Propose a person for the free tasks of a point, at most `each` for everybody with what they hold already.

    Raises InvalidInput where the point has no model that was trained here.
    """
    known, free = await know_reviewers(store, point, data_dir), await _free(store, point)
    if not free:
        return []
    proposed = await _proposed(store, known, free, each)
    people, routed = known.record.people, proposed.routed
    named = [place for place, _ in routed.each()]
    places = [*named, *np.flatnonzero(routed.queued).tolist()]
    return [
        Suggestion(
            proposed.tasks[place].task_id,
            proposed.tasks[place].external_id,
            None if routed.person[place] == NOBODY else people[int(routed.person[place])].account,
            proposed.because(place),
        )
        for place in places
    ]


async def suggest(store: Store, point: str, known: KnownReviewers, each: int) -> int:
    """Have the free tasks of a point suggested as `suggestions` proposes; return how many changed.

    Who is away, may not take a task or has no room any more has it no longer: it goes to the next, or to the queue.
    """
    free = await _free(store, point)
    if not free:
        return await renew_suggestions(store, point, [], {})
    proposed = await _proposed(store, known, free, each)
    people = known.record.people
    wanted = {
        proposed.tasks[place].task_id: SuggestedPerson(people[person].person_id, proposed.because(place))
        for place, person in proposed.routed.each()
    }
    return await renew_suggestions(store, point, free, wanted)


async def _free(store: Store, point_key: str) -> list[FreeTask]:
    point = await point_of(store, point_key)
    return [] if point is None else await free_tasks(store, point)


async def _proposed(store: Store, known: KnownReviewers, free: Sequence[FreeTask], each: int) -> _RoutedTasks:
    attributes, masks = known.model.past.attributes, store.masks
    requests = [
        (one, ScoringRequest(one.external_id, masks.opened(json.loads(one.payload)), one.began // _SECOND))
        for one in free
    ]
    readable = [(one, request) for one, request in requests if check_request(request, attributes) is None]
    tasks, table = [one for one, _ in readable], request_table([one for _, one in readable], attributes)
    allowed, limits = await _room(store, known, len(tasks), each)
    cases = (known.facts(table), np.array([one.risk for one in tasks], dtype=np.float64))
    for _ in range(_ROUNDS):
        routed = route(known.expertise, cases, known.costs, Room(allowed, limits))
        refused = [
            (task, person)
            for task, person in routed.each()
            if not await may_take(store, known.record.people[person], tasks[task].task_id)
        ]
        if not refused:
            return _RoutedTasks(known, tasks, table, routed)
        for task, person in refused:
            allowed[task, person] = False
    return _RoutedTasks(known, tasks, table, route(None, cases, known.costs, Room(allowed, limits)))


async def _room(store: Store, known: KnownReviewers, tasks: int, each: int) -> tuple[Flags, Ints]:
    """Return who may be proposed for which task, and how many more each can take; who reviews no more, none."""
    people = known.record.people
    current = {one.person_id for one in await reviewers(store)}
    held = await tasks_held(store, [one.person_id for one in people])
    limits = [each - held.get(one.person_id, 0) if one.person_id in current else 0 for one in people]
    return np.ones((tasks, len(people)), np.bool_), np.array(limits, dtype=np.int64)
