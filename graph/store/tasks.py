"""Claiming tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.canonical import Json
from graph.domain.claims import claim as claim_rule
from graph.domain.idempotency import Request
from graph.domain.moments import milliseconds, moment
from graph.domain.problems import Problem
from graph.domain.review import TaskChange
from graph.domain.roles import Actor, Operation, may_not
from graph.store.committing import TRIES, Moved, commit
from graph.store.gating import Move, state_change
from graph.store.requests import digest_of, kept, replayed, stored_key, unavailable
from graph.store.store import Store
from graph.store.task_facts import TaskView, task_view

_CLAIM = "claimTask"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A lease on a task: what to send along with the verdict."""

    task_id: str
    case_id: str
    lease_epoch: int
    version: int
    packet_digest: str
    expires_at: datetime


async def claim(store: Store, actor: Actor, task_id: str, idempotency_key: str) -> Claimed | Problem:
    """Reserve a task for the actor; its holder gets the same answer again."""
    if problem := may_not(actor, Operation.REVIEW_TASK):
        return problem
    digested = await digest_of(store, actor, Request(_CLAIM, actor.account, {"taskId": task_id}), idempotency_key)
    if isinstance(digested, Problem):
        return digested
    key = stored_key(actor, _CLAIM, idempotency_key)
    for _ in range(TRIES):
        view = await task_view(store, actor, task_id, key)
        if isinstance(view, Problem):
            return view
        earlier = replayed(view.used, digested)
        if earlier is not None:
            return earlier if isinstance(earlier, Problem) else _claimed(earlier)
        answer = await _claim_once(store, view, (key, digested))
        if not isinstance(answer, Moved):
            return answer if isinstance(answer, Problem) else _claimed(answer)
    return unavailable("This task keeps changing")


async def _claim_once(store: Store, view: TaskView, kept_as: tuple[str, str]) -> Mapping[str, Any] | Problem | Moved:
    now = store.clock.now()
    seconds = view.point.rules.lease_seconds
    change = claim_rule(view.task, view.person, now, seconds)
    if isinstance(change, Problem):
        return change
    result = _result(view, change)
    if change.same:
        return result
    row = {
        **view.tokens(),
        "writeId": store.clock.new_id(),
        "at": milliseconds(now),
        "leaseMs": seconds * 1000,
        "task": _task_properties(view, change),
        "changes": [_record(store, view, change, now)],
        "idempotency": kept(*kept_as, result, milliseconds(now)),
    }
    return await commit(store, store.claims, row, result, view.case_id)


def _task_properties(view: TaskView, change: TaskChange) -> dict[str, Any]:
    lease = change.lease
    return {
        "state": change.after.value,
        "version": change.version,
        "leaseEpoch": change.epoch,
        "holderId": None if lease is None else lease.holder,
        "leaseKey": None if lease is None else f"{view.case_id}|{view.task.slot}|{change.epoch}",
        "suspendedBecause": None if change.suspension is None else change.suspension.value,
        "barredIds": sorted(change.barred),
    }


def _record(store: Store, view: TaskView, change: TaskChange, now: datetime) -> dict[str, Any]:
    moved = Move(change.before.value, change.after.value, change.command.value)
    return state_change(store, moved, (view.person.person_id, view.person.kind), now)


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


def _claimed(result: Mapping[str, Any]) -> Claimed:
    return Claimed(
        task_id=result["taskId"],
        case_id=result["caseId"],
        lease_epoch=result["leaseEpoch"],
        version=result["version"],
        packet_digest=result["packetDigest"],
        expires_at=moment(result["expiresAt"]),
    )
