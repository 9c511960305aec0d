"""Claiming tasks and giving them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import queue_range
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.claims import claim as claim_rule
from graph.domain.review.claims import release as release_rule
from graph.domain.review.suggestions import waits_for_another
from graph.domain.review.task import TaskChange, TaskState
from graph.domain.review.verdicts import stale
from graph.queries.review.tasks import NEXT, ClaimRow, NextParams, NextRow
from graph.store.kernel.commands import (
    Attempted,
    CommandSpec,
    Concluded,
    FactsReader,
    Moved,
    PlannedWrite,
    Try,
    execute,
    key_first,
    settle,
)
from graph.store.kernel.decision_point import Point
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.registry.points import stopped_points
from graph.store.review.moves import give_back
from graph.store.review.regating import regate
from graph.store.review.rounds import open_rounds
from graph.store.review.task_facts import TaskView, task_view
from graph.store.review.task_writes import change_record, task_update

_CANDIDATES = 16
"""Tasks tried for one claim of the next: several people may claim at the same moment."""
_PASSED_OVER = frozenset(
    {
        ProblemCode.CLAIMED_BY_OTHER,
        ProblemCode.CONFLICT_OF_INTEREST,
        ProblemCode.NOT_ELIGIBLE,
        ProblemCode.ILLEGAL_TRANSITION,
        ProblemCode.NOT_FOUND,
        ProblemCode.UNAVAILABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A lease on a task: what to send along with the verdict."""

    task_id: str
    case_id: str
    lease_epoch: int
    version: int
    packet_digest: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseCommand:
    """Which task is given back, with the tokens of the claim."""

    task_id: str
    lease_epoch: int
    expected_version: int


@dataclass(frozen=True, slots=True)
class Released:
    """A task that waits for somebody else."""

    task_id: str
    state: TaskState
    version: int


async def claim(store: Store, actor: Actor, task_id: str, idempotency_key: str) -> Claimed | Problem:
    """Reserve a task for the actor; its holder gets the same answer again."""
    request = Request("claimTask", actor.account, {"taskId": task_id})
    read = _reader(store, actor, task_id)
    return await execute(
        store,
        actor,
        CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, partial(_claim, store), _claimed),
    )


async def claim_next(store: Store, actor: Actor, queue: str | None, idempotency_key: str) -> Claimed | Problem:
    """Reserve the most urgent task that the actor may decide, of one queue or of all in the order of their names.

    Of the next few, tasks that are in time and suggested to somebody else come last.
    """
    request = Request("claimNextTask", actor.account, {"queue": queue})

    async def read(_: Try) -> str | None:
        return queue

    async def attempt(wanted: str | None, one: Try) -> Attempted:
        return await _claim_first(store, actor, wanted, one)

    command = CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, key_first(store, read), attempt, _claimed)
    return await execute(store, actor, command)


async def release(store: Store, actor: Actor, command: ReleaseCommand, idempotency_key: str) -> Released | Problem:
    """Give a held task back to its queue."""
    fields: dict[str, Json] = {
        "taskId": command.task_id,
        "leaseEpoch": command.lease_epoch,
        "expectedVersion": command.expected_version,
    }

    async def attempt(view: TaskView, one: Try) -> Attempted:
        change = release_rule(view.task, actor.person_id, command.lease_epoch, one.now)
        if isinstance(change, Problem):
            return change
        changed = stale(replace(view.task, changed=()), command.expected_version, view.task.packet_digest)
        return changed or give_back(store, view, change, one.now)

    request = Request("releaseTask", actor.account, fields)
    read = _reader(store, actor, command.task_id)
    return await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _released)
    )


def _reader(store: Store, actor: Actor, task_id: str) -> FactsReader[TaskView]:
    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await task_view(store, actor, task_id, one.key.key)

    return read


async def _claim_first(store: Store, actor: Actor, queue: str | None, one: Try) -> Attempted:
    """Claim the first task in line that can be claimed; those that others take meanwhile are passed over."""
    after, before = queue_range(queue)
    refusal: Problem | None = None
    while True:
        now, stopped = milliseconds(store.clock.now()), await stopped_points(store)
        wanted = NextParams(after, before, now, actor.person_id, [one.key for one in stopped], _CANDIDATES)
        rows = await store.graph.read(NEXT, wanted)
        for row in sorted(rows, key=partial(_for_others, actor.person_id)):
            read = _reader(store, actor, row.task_id)
            outcome = await settle(store, one.key, read, partial(_claim, store), "task")
            problem = outcome.answer if isinstance(outcome, Concluded) else outcome
            if not isinstance(problem, Problem) or problem.code not in _PASSED_OVER:
                return outcome
            refusal = refusal or (problem if problem.code is ProblemCode.NOT_ELIGIBLE else None)
        if len(rows) < _CANDIDATES:
            return refusal or _stopped_in(queue, stopped) or _nothing_waits(queue)
        after = rows[-1].sort_key


def _for_others(person_id: str, row: NextRow) -> bool:
    return waits_for_another(row.suggested_id, person_id, row.sla_state)


async def _claim(store: Store, view: TaskView, one: Try) -> Attempted:
    if problem := view.point.stopped():
        return problem
    seconds = view.point.rules.lease_seconds
    change = claim_rule(view.task, view.person, one.now, seconds)
    if isinstance(change, Problem):
        return change
    if view.outdated:
        return await _gated_again(store, view)
    unopened = view.task.peers is not None and view.row.task["quorum"] is None
    if unopened and await open_rounds(store, view.point, [view.case_id]):
        return Moved("ROUND")
    result = _result(view, change)
    if change.same:
        return result
    row = ClaimRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        at=milliseconds(one.now),
        lease_ms=seconds * 1000,
        task=task_update(view, change, one.now),
        changes=[change_record(store, view, change, one.now)],
    )
    return PlannedWrite(store.claims, row, result, view.case_id)


async def _gated_again(store: Store, view: TaskView) -> Problem | Moved:
    """Gate a task by the rules of today before anybody reads it; `Moved` says to look at it again."""
    fresh = await regate(store, view.point, view.task.task_id)
    if isinstance(fresh, Problem):
        return fresh
    if fresh.decision_id is None:
        return Moved("REGATED")
    message = "Under the policy of today this case is decided without a person: take another task."
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message, {"decisionId": fresh.decision_id})


def _stopped_in(queue: str | None, stopped: Sequence[Point]) -> Problem | None:
    """Say where nobody may decide, if that is a reason why nothing can be claimed here."""
    return next((one.stopped() for one in stopped if queue is None or queue in one.queues), None)


def _nothing_waits(queue: str | None) -> Problem:
    where = "" if queue is None else f" in queue {queue}"
    return Problem(ProblemCode.NOT_FOUND, f"Nothing waits{where} that you may decide: come back later.")


def _result(view: TaskView, change: TaskChange) -> dict[str, Json]:
    lease = change.lease
    return {
        "taskId": view.task.task_id,
        "caseId": view.case_id,
        "leaseEpoch": change.epoch,
        "version": change.version,
        "packetDigest": view.task.packet_digest,
        "expiresAt": 0 if lease is None else milliseconds(lease.expires_at),
    }


def _claimed(result: StoredResult) -> Claimed:
    return Claimed(
        task_id=result["taskId"],
        case_id=result["caseId"],
        lease_epoch=result["leaseEpoch"],
        version=result["version"],
        packet_digest=result["packetDigest"],
        expires_at=moment(result["expiresAt"]),
    )


def _released(result: StoredResult) -> Released:
    return Released(result["taskId"], TaskState(result["state"]), result["version"])
