"""Claiming tasks and giving them back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation, may_not
from graph.domain.review.claims import claim as claim_rule
from graph.domain.review.claims import release as release_rule
from graph.domain.review.task import TaskChange, TaskState
from graph.domain.review.verdicts import stale
from graph.queries.review import NEXT, NextParams
from graph.store.committing import TRIES, Moved, commit
from graph.store.moves import Kept, give_back
from graph.store.regating import regate
from graph.store.requests import digest_of, kept, read_back, replayed, stored_key, unavailable
from graph.store.store import Store
from graph.store.task_facts import TaskView, task_view
from graph.store.task_writes import change_record, task_properties

_CLAIM, _CLAIM_NEXT, _RELEASE = "claimTask", "claimNextTask", "releaseTask"
_CANDIDATES = 16
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
_FIRST, _LAST = " ", "\U0010ffff"


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
    if problem := may_not(actor, Operation.REVIEW_TASK):
        return problem
    digested = await digest_of(store, actor, Request(_CLAIM, actor.account, {"taskId": task_id}), idempotency_key)
    if isinstance(digested, Problem):
        return digested
    return await _claim(store, actor, task_id, (stored_key(actor, _CLAIM, idempotency_key), digested))


async def claim_next(store: Store, actor: Actor, queue: str | None, idempotency_key: str) -> Claimed | Problem:
    """Reserve the most urgent task that the actor may decide, of one queue or of all in the order of their names."""
    if problem := may_not(actor, Operation.REVIEW_TASK):
        return problem
    digested = await digest_of(store, actor, Request(_CLAIM_NEXT, actor.account, {"queue": queue}), idempotency_key)
    if isinstance(digested, Problem):
        return digested
    key = stored_key(actor, _CLAIM_NEXT, idempotency_key)
    earlier = await read_back(store, key, digested)
    if earlier is not None:
        return earlier if isinstance(earlier, Problem) else _claimed(earlier)
    after, before = (_FIRST, _LAST) if queue is None else (f"{queue}|", f"{queue}|{_LAST}")
    refusal: Problem | None = None
    while True:
        now = milliseconds(store.clock.now())
        rows = await store.graph.read(NEXT, NextParams(after, before, now, actor.person_id, _CANDIDATES))
        for row in rows:
            answer = await _claim(store, actor, row.task_id, (key, digested))
            if not isinstance(answer, Problem) or answer.code not in _PASSED_OVER:
                return answer
            refusal = refusal or (answer if answer.code is ProblemCode.NOT_ELIGIBLE else None)
        if len(rows) < _CANDIDATES:
            return refusal or _nothing_waits(queue)
        after = rows[-1].sort_key


async def release(store: Store, actor: Actor, command: ReleaseCommand, idempotency_key: str) -> Released | Problem:
    """Give a held task back to its queue."""
    if problem := may_not(actor, Operation.REVIEW_TASK):
        return problem
    told: dict[str, Json] = {
        "taskId": command.task_id,
        "leaseEpoch": command.lease_epoch,
        "expectedVersion": command.expected_version,
    }
    digested = await digest_of(store, actor, Request(_RELEASE, actor.account, told), idempotency_key)
    if isinstance(digested, Problem):
        return digested
    key = stored_key(actor, _RELEASE, idempotency_key)
    for _ in range(TRIES):
        view = await task_view(store, actor, command.task_id, key)
        if isinstance(view, Problem):
            return view
        earlier = replayed(view.used, digested)
        if earlier is not None:
            return earlier if isinstance(earlier, Problem) else _released(earlier)
        now = store.clock.now()
        change = release_rule(view.task, actor.person_id, command.lease_epoch, now)
        if isinstance(change, Problem):
            return change
        if problem := stale(replace(view.task, changed=()), command.expected_version, view.task.packet_digest):
            return problem
        answer = await give_back(store, view, change, now, (key, digested))
        if not isinstance(answer, Moved):
            return answer if isinstance(answer, Problem) else _released(answer)
    return unavailable("This task keeps changing")


async def _claim(store: Store, actor: Actor, task_id: str, kept_as: Kept) -> Claimed | Problem:
    for _ in range(TRIES):
        view = await task_view(store, actor, task_id, kept_as[0])
        if isinstance(view, Problem):
            return view
        earlier = replayed(view.used, kept_as[1])
        if earlier is not None:
            return earlier if isinstance(earlier, Problem) else _claimed(earlier)
        answer = await _claim_once(store, view, kept_as)
        if not isinstance(answer, Moved):
            return answer if isinstance(answer, Problem) else _claimed(answer)
    return unavailable("This task keeps changing")


async def _claim_once(store: Store, view: TaskView, kept_as: Kept) -> Mapping[str, Any] | Problem | Moved:
    now = store.clock.now()
    seconds = view.point.rules.lease_seconds
    change = claim_rule(view.task, view.person, now, seconds)
    if isinstance(change, Problem):
        return change
    if view.outdated:
        return await _gated_again(store, view)
    result = _result(view, change)
    if change.same:
        return result
    row = {
        **view.tokens(),
        "writeId": store.clock.new_id(),
        "at": milliseconds(now),
        "leaseMs": seconds * 1000,
        "task": task_properties(view, change),
        "changes": [change_record(store, view, change, now)],
        "idempotency": kept(*kept_as, result, milliseconds(now)),
    }
    return await commit(store, store.claims, row, result, view.case_id)


async def _gated_again(store: Store, view: TaskView) -> Problem | Moved:
    """Gate a task by the rules of today before anybody reads it; `Moved` says to look at it again."""
    fresh = await regate(store, view.point, view.task.task_id)
    if isinstance(fresh, Problem):
        return fresh
    if fresh.decision_id is None:
        return Moved("REGATED")
    message = "Under the policy of today this case is decided without a person: take another task."
    return Problem(ProblemCode.ILLEGAL_TRANSITION, message, {"decisionId": fresh.decision_id})


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


def _claimed(result: Mapping[str, Any]) -> Claimed:
    return Claimed(
        task_id=result["taskId"],
        case_id=result["caseId"],
        lease_epoch=result["leaseEpoch"],
        version=result["version"],
        packet_digest=result["packetDigest"],
        expires_at=moment(result["expiresAt"]),
    )


def _released(result: Mapping[str, Any]) -> Released:
    return Released(result["taskId"], TaskState(result["state"]), result["version"])
