"""Tasks that are put off until a moment: by their holder, and back to them, earlier or when it has come."""

from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, ActorKind, Operation
from graph.domain.review.snoozing import resume as resume_rule
from graph.domain.review.snoozing import snooze as snooze_rule
from graph.domain.review.task import TaskChange, TaskState
from graph.domain.review.verdicts import stale
from graph.queries.kernel.rows import WRITTEN, Rows
from graph.queries.review.snoozing import DUE, RESUME, DueSnoozesParams, ResumeRow
from graph.records.change import Move
from graph.store.kernel.commands import Attempted, CommandSpec, FactsReader, PlannedWrite, Try, execute
from graph.store.kernel.recording import state_change
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.escalations import WORKER_AGENT
from graph.store.review.moves import put_off
from graph.store.review.task_facts import TaskView, task_view, view_of_person
from graph.store.review.task_writes import task_update

_AT_ONCE = 50
"""Tasks of one look, so that a stop does not wait long; the next look takes the next ones."""


@dataclass(frozen=True, slots=True)
class SnoozeCommand:
    """Which task is put off until when, with the tokens of the claim."""

    task_id: str
    until: datetime
    lease_epoch: int
    expected_version: int


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Where a task stands that was put off or taken up again; `until` is None once it is back."""

    task_id: str
    state: TaskState
    version: int
    until: datetime | None


async def snooze(store: Store, actor: Actor, command: SnoozeCommand, idempotency_key: str) -> Snoozed | Problem:
    """Put a held task off; it stays with its holder and is nobody's to claim until then."""
    fields: dict[str, Json] = {
        "taskId": command.task_id,
        "until": milliseconds(command.until),
        "leaseEpoch": command.lease_epoch,
        "expectedVersion": command.expected_version,
    }

    async def attempt(view: TaskView, one: Try) -> Attempted:
        change = snooze_rule(view.task, actor.person_id, command.lease_epoch, command.until, one.now)
        if isinstance(change, Problem):
            return change
        changed = stale(replace(view.task, changed=()), command.expected_version, view.task.packet_digest)
        return changed or put_off(store, view, change, one.now)

    request = Request("snoozeTask", actor.account, fields)
    read = _reader(store, actor, command.task_id)
    return await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _snoozed)
    )


async def resume(store: Store, actor: Actor, task_id: str, idempotency_key: str) -> Snoozed | Problem:
    """Take a task up again that one has put off, before its time."""

    async def attempt(view: TaskView, one: Try) -> Attempted:
        change = resume_rule(view.task, view.person, one.now, view.point.rules.lease_seconds)
        if isinstance(change, Problem):
            return change
        result: dict[str, Json] = {
            "taskId": task_id,
            "state": change.after.value,
            "version": change.version,
            "until": None,
        }
        row = _row(store, view, change, (actor.person_id, actor.kind), one.now)
        return PlannedWrite(store.resumptions, row, result, view.case_id)

    request = Request("resumeTask", actor.account, {"taskId": task_id})
    read = _reader(store, actor, task_id)
    return await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _snoozed)
    )


async def resume_due(store: Store) -> int:
    """Bring back the tasks whose time has come; returns how many.

    A task moves under its lock and only from the version that was seen, so that any number of workers move it once.
    """
    due = await store.graph.read(DUE, DueSnoozesParams(milliseconds(store.clock.now()), _AT_ONCE))
    return sum([await _resume(store, row.task_id, row.holder_id) for row in due])


async def _resume(store: Store, task_id: str, holder_id: str) -> bool:
    view = await view_of_person(store, holder_id, task_id)
    if view is None:
        return False
    now = store.clock.now()
    change = resume_rule(view.task, view.person, now, view.point.rules.lease_seconds, by_time=True)
    if isinstance(change, Problem):
        return False
    row = _row(store, view, change, (WORKER_AGENT, ActorKind.SOFTWARE), now)
    (answer,) = await store.graph.write(RESUME, Rows([row]))
    return answer.verdict == WRITTEN


def _row(store: Store, view: TaskView, change: TaskChange, by: tuple[str, ActorKind], now: datetime) -> ResumeRow:
    move = Move(change.before.value, change.after.value, change.command.value)
    return ResumeRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        at=milliseconds(now),
        lease_ms=None if change.lease is None else view.point.rules.lease_seconds * 1000,
        task=task_update(view, change, now),
        changes=[state_change(store, move, by, now)],
    )


def _reader(store: Store, actor: Actor, task_id: str) -> FactsReader[TaskView]:
    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await task_view(store, actor, task_id, one.key.key)

    return read


def _snoozed(result: StoredResult) -> Snoozed:
    until = result["until"]
    return Snoozed(
        task_id=result["taskId"],
        state=TaskState(result["state"]),
        version=result["version"],
        until=None if until is None else moment(until),
    )
