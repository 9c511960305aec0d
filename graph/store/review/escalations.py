"""The clock of open tasks: SLA states recorded as they come, and late tasks put on their next rung."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import check_free_text
from graph.domain.people.roles import Actor, ActorKind, Operation
from graph.domain.review.escalation import Climb, Tick, climb_of, tick
from graph.domain.review.task import Command, TaskState
from graph.domain.review.transitions import illegal
from graph.domain.review.verdicts import LONGEST_NOTE
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.review.sla import ADVANCE, DUE, WAITING, AdvanceRow, DueTaskRow, DueTasksParams, WaitingTaskParams
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.decision_point import Point
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.review.task_facts import task_facts
from graph.store.review.waiting import Cause, advanced, waiting_of

WORKER_AGENT = "signoff-worker"
"""Name under which the passing of time is recorded."""
AT_ONCE = 200
"""Tasks of one look, well within a second; the next look takes the rest."""
_OVERDUE = Cause(WORKER_AGENT, ActorKind.SOFTWARE, "The time for a review is over.")


@dataclass(frozen=True, slots=True)
class EscalateCommand:
    """Which task climbs, and why."""

    task_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """A task on its next rung: where it waits now."""

    task_id: str
    escalation_id: str
    state: TaskState
    version: int
    rung: int
    queue: str
    priority: int


@dataclass(frozen=True, slots=True)
class _WaitingTask:
    row: DueTaskRow
    point: Point


async def advance_clocks(store: Store) -> int:
    """Record every SLA state that has come, and escalate what is late and free; return how many tasks moved.

    Another worker may move a task between the lookup of its index and the read of its state: what was read then asks
    for no change, is written without one and does not count.
    """
    done = 0
    while True:
        now = store.clock.now()
        due = await store.graph.read(DUE, DueTasksParams(milliseconds(now), AT_ONCE))
        points = {key: await point_of(store, key, fresh=True) for key in {row.point for row in due}}
        rows = []
        for row in due:
            point, waiting = points[row.point], waiting_of(row)
            if point is not None:
                rows.append(advanced(store, row, waiting, tick(waiting, point.sla, now), _OVERDUE, now))
        rows.sort(key=lambda row: row.case_id)
        written = await store.graph.write(ADVANCE, Rows(rows)) if rows else []
        moved = [row for row, answer in zip(rows, written, strict=True) if answer.verdict == WRITTEN]
        done += sum(bool(row.changes) for row in moved)
        if len(due) < AT_ONCE or not moved:
            return done


async def escalate(store: Store, actor: Actor, command: EscalateCommand, idempotency_key: str) -> Escalated | Problem:
    """Put a free task on its next rung; the same request again gives the same answer."""
    request = Request("escalateTask", actor.account, {"taskId": command.task_id}, {"reason": command.reason})
    cause = Cause(actor.person_id, actor.kind, command.reason.strip(), actor.person_id)

    async def read(_: Try) -> _WaitingTask | Problem:
        return await _waiting_task(store, command.task_id)

    async def attempt(seen: _WaitingTask, one: Try) -> Attempted:
        return _climb(store, seen, cause, one.now)

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.ESCALATE_TASK,
            request=request,
            idempotency_key=idempotency_key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_escalated,
            fault=check_free_text(command.reason, "reason", LONGEST_NOTE),
        ),
    )


async def climb(store: Store, task_id: str, cause: Cause) -> bool:
    """Put a free task on its next rung without a person asking for it; False where it stays or moves meanwhile."""
    seen = await _waiting_task(store, task_id)
    climbed = seen if isinstance(seen, Problem) else _climbed(store, seen, cause, store.clock.now())
    if isinstance(climbed, Problem):
        return False
    (answer,) = await store.graph.write(ADVANCE, Rows([climbed[1]]))
    return answer.verdict == WRITTEN


async def _waiting_task(store: Store, task_id: str) -> _WaitingTask | Problem:
    rows = await store.graph.read(WAITING, WaitingTaskParams(task_id))
    point = await point_of(store, rows[0].point, fresh=True) if rows else None
    if point is None:
        return Problem(ProblemCode.NOT_FOUND, f"There is no task {task_id}: take one from the queue.")
    return _WaitingTask(rows[0], point)


def _climb(store: Store, seen: _WaitingTask, cause: Cause, now: datetime) -> PlannedWrite[AdvanceRow] | Problem:
    climbed = _climbed(store, seen, cause, now)
    if isinstance(climbed, Problem):
        return climbed
    climb, row = climbed
    result: dict[str, Json] = {
        "taskId": row.task_id,
        "escalationId": row.escalations[0].node.id,
        "state": climb.change.after.value,
        "version": climb.change.version,
        "rung": climb.rung,
        "queue": climb.queue,
        "priority": climb.priority,
    }
    return PlannedWrite(store.escalations, row, result, seen.row.case_id)


def _climbed(store: Store, seen: _WaitingTask, cause: Cause, now: datetime) -> tuple[Climb, AdvanceRow] | Problem:
    stored, point = seen.row, seen.point
    if stored.task["slaState"] is None:
        return illegal(task_facts(stored.task, ""), Command.ESCALATE)
    waiting = waiting_of(stored)
    climb = climb_of(waiting, point.sla, now)
    if isinstance(climb, Problem):
        return climb
    tick = Tick(waiting.state, climb, waiting.clock.look_again(waiting.state, climbs=_climbs_on(point, climb.rung)))
    return climb, advanced(store, stored, waiting, tick, cause, now)


def _climbs_on(point: Point, rung: int) -> bool:
    return rung < point.sla.rungs


def _escalated(result: StoredResult) -> Escalated:
    return Escalated(
        task_id=result["taskId"],
        escalation_id=result["escalationId"],
        state=TaskState(result["state"]),
        version=result["version"],
        rung=result["rung"],
        queue=result["queue"],
        priority=result["priority"],
    )
