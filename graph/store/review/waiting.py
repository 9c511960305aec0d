"""Open tasks on the clock: as the rules take them, what a look at the clock writes, and how full their queues are."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import by_urgency
from graph.domain.people.roles import ActorKind
from graph.domain.review.escalation import Climb, Tick, WaitingTask
from graph.domain.review.task import TaskState
from graph.domain.review.urgency import Sla, SlaState, TaskDeadlines
from graph.queries.review.desk import QUEUES, QueueRow, QueuesParams
from graph.queries.review.sla import AdvanceRow, DueTaskRow, EscalationRow
from graph.records.change import Move, StateChangeRecord
from graph.records.review import EscalationRecord, ReviewTaskUpdate
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import Store
from graph.store.registry.points import point_keys, point_of
from graph.store.review.task_facts import task_facts


@dataclass(frozen=True, slots=True)
class Cause:
    """Who moves a task and why; `person_id` where a person asked for it."""

    actor_id: str
    kind: ActorKind
    reason: str
    person_id: str | None = None


def waiting_of(row: DueTaskRow) -> WaitingTask:
    """Return a stored open task as the rules of the clock take it."""
    task = row.task
    return WaitingTask(
        task=task_facts(task, ""),
        clock=TaskDeadlines(moment(task["atRiskAt"]), moment(task["dueAt"])),
        state=SlaState(task["slaState"]),
        rung=task["rung"],
        queue=row.queue,
        priority=task["priority"],
    )


def advanced(
    store: Store, row: DueTaskRow, waiting: WaitingTask, tick: Tick, cause: Cause, now: datetime
) -> AdvanceRow:
    """Return the row of `review/sla/advance.cypher` that writes what a look at the clock found."""
    changes = [] if tick.state is waiting.state else [_marked(store, waiting, tick.state, cause, now)]
    climb = tick.climb
    return AdvanceRow(
        write_id=store.clock.new_id(),
        case_id=row.case_id,
        task_id=waiting.task.task_id,
        sla_state=waiting.state.value,
        rung=waiting.rung,
        task_version=waiting.task.version,
        task_epoch=waiting.task.epoch,
        climbs=climb is not None,
        queue=waiting.queue if climb is None else climb.queue,
        task=_advanced_task(row, tick),
        changes=changes if climb is None else [*changes, _moved(store, climb, cause, now)],
        escalations=[] if climb is None else [_escalation(store, waiting, climb, cause, now)],
    )


def _advanced_task(row: DueTaskRow, tick: Tick) -> ReviewTaskUpdate:
    look_again = None if tick.look_again is None else milliseconds(tick.look_again)
    climb = tick.climb
    if climb is None:
        return ReviewTaskUpdate(sla_state=tick.state.value, sla_check_at=look_again)
    return ReviewTaskUpdate(
        sla_state=tick.state.value,
        sla_check_at=look_again,
        state=TaskState.READY.value,
        version=climb.change.version,
        lease_epoch=climb.change.epoch,
        holder_id=None,
        lease_key=None,
        lease_expires_at=None,
        rung=climb.rung,
        priority=climb.priority,
        sort_key=by_urgency(climb.queue, climb.priority, row.task["dueAt"], row.task["id"]),
    )


def _escalation(store: Store, waiting: WaitingTask, climb: Climb, cause: Cause, now: datetime) -> EscalationRow:
    at = milliseconds(now)
    node = EscalationRecord(
        id=store.clock.new_id(),
        rung=climb.rung,
        reason=cause.reason,
        from_queue=waiting.queue,
        to_queue=climb.queue,
        from_priority=waiting.priority,
        to_priority=climb.priority,
        known_at=at,
        recorded_at=at,
    )
    return EscalationRow(node, cause.person_id)


def _marked(store: Store, waiting: WaitingTask, state: SlaState, cause: Cause, now: datetime) -> StateChangeRecord:
    move = Move(waiting.state.value, state.value, f"SLA_{state.value}")
    return state_change(store, move, (cause.actor_id, cause.kind), now)


def _moved(store: Store, climb: Climb, cause: Cause, now: datetime) -> StateChangeRecord:
    change = climb.change
    move = Move(change.before.value, change.after.value, change.command.value, cause.reason)
    return state_change(store, move, (cause.actor_id, cause.kind), now)


async def queues(store: Store, person_id: str) -> list[QueueRow]:
    """Return all queues by name, counted from the index of open tasks alone."""
    now = store.clock.now()
    points = [point for key in await point_keys(store) if (point := await point_of(store, key)) is not None]
    soon = {queue: milliseconds(point.sla.soon(now)) for point in points for queue in point.queues}
    otherwise = milliseconds(Sla().soon(now))
    return await store.graph.read(QUEUES, QueuesParams(milliseconds(now), soon, otherwise, person_id))
