"""Open tasks on the clock: as the rules take them, and what a look at the clock writes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import by_urgency
from graph.domain.people.roles import ActorKind
from graph.domain.review.escalation import Climb, Tick, Waiting
from graph.domain.review.task import TaskState
from graph.domain.review.urgency import Clock, SlaState
from graph.queries.sla import DueRow
from graph.store.gating import Move, state_change
from graph.store.store import Store
from graph.store.task_facts import task_facts


@dataclass(frozen=True, slots=True)
class Cause:
    """Who moves a task and why; `person_id` where a person asked for it."""

    actor_id: str
    kind: ActorKind
    reason: str
    person_id: str | None = None


def waiting_of(row: DueRow) -> Waiting:
    """Return a stored open task as the rules of the clock take it."""
    task = row.task
    return Waiting(
        task=task_facts(task, ""),
        clock=Clock(moment(task["atRiskAt"]), moment(task["dueAt"])),
        state=SlaState(task["slaState"]),
        rung=task["rung"],
        queue=row.queue,
        priority=task["priority"],
    )


def advanced(store: Store, row: DueRow, waiting: Waiting, found: Tick, cause: Cause, now: datetime) -> dict[str, Any]:
    """Return the row of `sla/advance.cypher` that writes what a look at the clock found."""
    task: dict[str, Any] = {
        "slaState": found.state.value,
        "slaCheckAt": None if found.look_again is None else milliseconds(found.look_again),
    }
    changes = [] if found.state is waiting.state else [_marked(store, waiting, found.state, cause, now)]
    climb = found.climb
    return {
        "writeId": store.clock.new_id(),
        "caseId": row.case_id,
        "taskId": waiting.task.task_id,
        "slaState": waiting.state.value,
        "rung": waiting.rung,
        "taskVersion": waiting.task.version,
        "taskEpoch": waiting.task.epoch,
        "climbs": climb is not None,
        "queue": waiting.queue if climb is None else climb.queue,
        "task": task if climb is None else {**task, **_climbed(row, climb)},
        "changes": changes if climb is None else [*changes, _moved(store, climb, cause, now)],
        "escalations": [] if climb is None else [_escalation(store, waiting, climb, cause, now)],
        "idempotency": None,
    }


def _climbed(row: DueRow, climb: Climb) -> dict[str, Any]:
    change = climb.change
    return {
        "state": TaskState.READY.value,
        "version": change.version,
        "leaseEpoch": change.epoch,
        "holderId": None,
        "leaseKey": None,
        "leaseExpiresAt": None,
        "rung": climb.rung,
        "priority": climb.priority,
        "sortKey": by_urgency(climb.queue, climb.priority, row.task["dueAt"], row.task["id"]),
    }


def _escalation(store: Store, waiting: Waiting, climb: Climb, cause: Cause, now: datetime) -> dict[str, Any]:
    at = milliseconds(now)
    node = {
        "id": store.clock.new_id(),
        "rung": climb.rung,
        "reason": cause.reason,
        "fromQueue": waiting.queue,
        "toQueue": climb.queue,
        "fromPriority": waiting.priority,
        "toPriority": climb.priority,
        "knownAt": at,
        "recordedAt": at,
    }
    return {"node": node, "personId": cause.person_id}


def _marked(store: Store, waiting: Waiting, state: SlaState, cause: Cause, now: datetime) -> dict[str, Any]:
    move = Move(waiting.state.value, state.value, f"SLA_{state.value}")
    return state_change(store, move, (cause.actor_id, cause.kind), now)


def _moved(store: Store, climb: Climb, cause: Cause, now: datetime) -> dict[str, Any]:
    change = climb.change
    move = Move(change.before.value, change.after.value, change.command.value, cause.reason)
    return state_change(store, move, (cause.actor_id, cause.kind), now)
