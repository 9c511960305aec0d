"""Reassigns the tasks of people who are away or no longer review: each to whose it is now, or to its queue."""

from datetime import timedelta

from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.acting import stands_in
from graph.domain.people.delegation import DELEGATED, look_again
from graph.domain.people.roles import ActorKind
from graph.domain.review.delegated import reassign
from graph.domain.review.task import TaskChange, TaskState
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.people.delegations import DUE, LOOKED, DueDelegationRow, DueDelegationsParams, LookedParams
from graph.queries.review.delegated import (
    ENDED,
    HELD,
    REASSIGN,
    EndedReviewersParams,
    HeldTasksParams,
    HeldTasksRow,
    ReassignRow,
)
from graph.records.change import Move
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import Store
from graph.store.people.acting_links import link_of
from graph.store.review.escalations import WORKER_AGENT
from graph.store.review.task_facts import TaskView, view_of_person
from graph.store.review.task_writes import task_update

SETTLES = timedelta(seconds=16)
"""What began before a change of rights is written within the fifteen seconds of a statement; one second more."""
_AT_ONCE = 50
"""Delegations of one look: a firm has fewer that begin or end at the same moment."""
_TASKS_AT_ONCE = 200
"""Tasks of one look: more than one person holds; the next look takes the rest."""
_HELD = [TaskState.RESERVED.value, TaskState.SUSPENDED.value]


async def hand_on(store: Store) -> int:
    """Move every task whose holder is away or no longer reviews; return how many moved."""
    return await advance_delegations(store) + await return_tasks(store)


async def advance_delegations(store: Store) -> int:
    """Reassign the tasks of every delegation that has begun or ended; return how many tasks went to somebody else.

    A task moves under its lock and only from the holder that was seen, so that any number of workers move it once.
    """
    moved = 0
    due = await store.graph.read(DUE, DueDelegationsParams(milliseconds(store.clock.now()), _AT_ONCE))
    for row in due:
        moved += await _reassign_all(store, row)
    return moved


async def _reassign_all(store: Store, due: DueDelegationRow) -> int:
    now, stored = store.clock.now(), due.delegation
    people = HeldTasksParams(due.people, _HELD, DELEGATED, milliseconds(now))
    moved = 0
    for row in await store.graph.read(HELD, people):
        for task in row.tasks:
            moved += await _reassign(store, row, task["id"], task["holderId"])
    ends = moment(stored["ends"] if stored["endedAt"] is None else stored["endedAt"])
    begins = min(moment(stored["begins"]), ends)
    following = look_again(begins, ends, SETTLES, now)
    seen = LookedParams(stored["id"], stored["nextAt"], None if following is None else milliseconds(following))
    await store.graph.write(LOOKED, seen)
    return moved


async def _reassign(store: Store, held: HeldTasksRow, task_id: str, holder_id: str) -> bool:
    links = [link_of(one) for one in held.links]
    person_id = stands_in(held.person_id, links, store.clock.now())
    if person_id == holder_id:
        return False
    view = await view_of_person(store, person_id, task_id)
    if view is None:
        return False
    view = view.held_for(held.person_id, next(iter(held.delegations), None))
    return await _moved(store, view, holder_id)


async def return_tasks(store: Store) -> int:
    """Put back into their queues what people hold who no longer review; return how many tasks that were."""
    now = milliseconds(store.clock.now())
    moved = 0
    for row in await store.graph.read(ENDED, EndedReviewersParams(now, _TASKS_AT_ONCE)):
        view = await view_of_person(store, row.person_id, row.task_id)
        if view is not None and view.person.review_ended:
            moved += await _moved(store, view, row.person_id)
    return moved


async def _moved(store: Store, view: TaskView, holder_id: str) -> bool:
    """Give a task to the person of the view, or to its queue where they may not take it."""
    change = reassign(view.task, view.person, store.clock.now(), view.point.rules.lease_seconds)
    if isinstance(change, Problem):
        return False
    (answer,) = await store.graph.write(REASSIGN, Rows([_row(store, view, change, holder_id)]))
    return answer.verdict == WRITTEN


def _row(store: Store, view: TaskView, change: TaskChange, holder_id: str) -> ReassignRow:
    now = store.clock.now()
    move = Move(change.before.value, change.after.value, change.command.value, _reason(view, change))
    reserved = change.after is TaskState.RESERVED
    return ReassignRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        at=milliseconds(now),
        holder_id=holder_id,
        leases=[view.point.rules.lease_seconds * 1000] if reserved else [],
        task=task_update(view, change, now),
        changes=[state_change(store, move, (WORKER_AGENT, ActorKind.SOFTWARE), now)],
    )


def _reason(view: TaskView, change: TaskChange) -> str:
    if view.person.review_ended:
        return "The person who held it no longer reviews."
    if change.after is TaskState.READY:
        return "Who acts for the person who is away may not decide this case."
    return "The delegation has ended." if view.acts_for is None else "The person who held it is away."
