"""A corrected input of a known case: its data gets a revision, and an open task waits until it is scored again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.intake.case import CaseState, CaseSubmission, check_submission
from graph.domain.intake.differences import stated_beside_payload
from graph.domain.intake.rules import gate_row_text
from graph.domain.kernel.canonical import Json, canonical_json, digest
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation, may_not
from graph.domain.review.resumption import rescore
from graph.domain.review.task import TaskState
from graph.queries.case import STANDING, StandingParams, StandingRow
from graph.store.committing import TRIES, Moved, commit
from graph.store.gating import Move, state_change
from graph.store.intake import Received, receive
from graph.store.meeting import dataset_of, meet_dataset
from graph.store.moves import Kept
from graph.store.points import point_of
from graph.store.requests import digest_of, kept, read_back, stored_key, unavailable
from graph.store.store import Store
from graph.store.task_facts import task_facts

_OPERATION = "correctCase"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A case whose data was revised; `rescored` says that it now waits for a score, which a decided one does not."""

    case_id: str
    snapshot_id: str
    rescored: bool


@dataclass(frozen=True, slots=True)
class _Telling:
    actor: Actor
    submission: CaseSubmission
    now: datetime
    kept_as: Kept


async def correct(
    store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str, operation: str = _OPERATION
) -> Corrected | Problem:
    """Revise the data of a known case; a decision that was taken stands, an open task is scored again.

    `operation` names the request in whose key the result is kept.
    """
    now = store.clock.now()
    if problem := may_not(actor, Operation.SUBMIT_CASE) or check_submission(submission, now):
        return problem
    request = Request(operation, actor.account, {**request_fields(submission), "revises": True})
    digested = await digest_of(store, actor, request, idempotency_key)
    if isinstance(digested, Problem):
        return digested
    telling = _Telling(actor, submission, now, (stored_key(actor, operation, idempotency_key), digested))
    for _ in range(TRIES):
        result = await _correct_once(store, telling)
        if not isinstance(result, Moved):
            return result if isinstance(result, Problem) else _corrected(result)
    return unavailable("This case keeps changing")


async def _correct_once(store: Store, telling: _Telling) -> Mapping[str, Any] | Problem | Moved:
    earlier = await read_back(store, *telling.kept_as)
    if earlier is not None:
        return earlier
    submission = telling.submission
    rows = await store.graph.read(STANDING, StandingParams(f"{submission.decision_point}|{submission.external_id}"))
    if not rows:
        return Problem(
            ProblemCode.NOT_FOUND, f"There is no case {submission.external_id} to correct: submit it as a new one."
        )
    standing = rows[0]
    received = await _received(store, standing, submission)
    if received is None or isinstance(received, Problem):
        return received or Moved("NO_POINT")
    if standing.snapshot_digest == digest(dict(received.payload)) and _checked_alike(standing, received):
        return {"caseId": standing.case["id"], "snapshotId": standing.snapshot_id, "rescored": False}
    return await _write(store, standing, telling, received)


def _checked_alike(standing: StandingRow, received: Received) -> bool:
    """Tell that the gates would read what they read before; a file's gates read more than the payload."""
    rules = received.point.intake
    if standing.gate_row is None or rules is None:
        return True
    before, after = json.loads(standing.gate_row), json.loads(gate_row_text(rules, received.row))
    return all(before[name] == after[name] for name in before.keys() & after.keys())


async def _received(store: Store, standing: StandingRow, submission: CaseSubmission) -> Received | Problem | None:
    """Judge the corrected data by the rules under which it will be written."""
    point = await point_of(store, submission.decision_point)
    if point is not None and point.epoch != standing.point_epoch:
        point = await point_of(store, submission.decision_point, fresh=True)
    return None if point is None else await receive(store, point, submission)


async def _write(
    store: Store, standing: StandingRow, telling: _Telling, received: Received
) -> Mapping[str, Any] | Problem | Moved:
    submission, at = telling.submission, milliseconds(telling.now)
    delivery = dataset_of(telling.actor, submission)
    if problem := await meet_dataset(store, delivery, at):
        return problem
    open_ = CaseState(standing.case["state"]) is not CaseState.DECIDED
    snapshot_id, case_id = store.clock.new_id(), standing.case["id"]
    payload = canonical_json(dict(received.payload)).decode()
    payload_digest = digest(dict(received.payload))
    times = {"knownAt": milliseconds(submission.known_at), "recordedAt": at}
    task = standing.task
    moved = Move(standing.case["state"], standing.case["state"], "CORRECT", submission.external_id)
    result: dict[str, Json] = {"caseId": case_id, "snapshotId": snapshot_id, "rescored": open_}
    row = {
        "writeId": store.clock.new_id(),
        "caseId": case_id,
        "taskId": None if task is None else task["id"],
        "caseVersion": standing.case["version"],
        "taskVersion": None if task is None else task["version"],
        "taskEpoch": None if task is None else task["leaseEpoch"],
        "pointEpoch": received.point.epoch,
        "snapshotId": standing.snapshot_id,
        "dataset": delivery.key,
        "sourceRow": None if submission.source is None else submission.source.row,
        "case": {
            "version": standing.case["version"] + 1,
            "submitterIds": sorted({*(standing.case["submitterIds"] or ()), telling.actor.person_id}),
            **({**_revised(standing, payload, payload_digest), **_stated(standing, submission)} if open_ else {}),
        },
        "snapshot": {
            "id": snapshot_id,
            "values": payload,
            "digest": payload_digest,
            "quality": received.quality,
            "asOf": times["knownAt"],
            "occurredAt": milliseconds(submission.occurred_at),
            **times,
        },
        "quality": received.check(store.clock.new_id(), times),
        "tasks": _suspended(standing),
        "changes": [state_change(store, moved, (telling.actor.person_id, telling.actor.kind), telling.now)],
        "idempotency": kept(*telling.kept_as, result, at),
    }
    return await commit(store, store.corrections, row, result, case_id)


def _revised(standing: StandingRow, payload: str, payload_digest: str) -> dict[str, Any]:
    return {
        "awaitingScore": standing.point_key,
        "payload": payload,
        "payloadDigest": payload_digest,
        "payloadRevision": standing.case["payloadRevision"] + 1,
    }


def _stated(standing: StandingRow, submission: CaseSubmission) -> dict[str, Any]:
    """Return what the correction states beside the payload; requester and entities are the case's own and stay."""
    if standing.case["submitted"] is None:
        return {}
    before = json.loads(standing.case["submitted"])
    after = {**stated_beside_payload(submission, before["requestedBy"]), "entities": before["entities"]}
    return {"submitted": canonical_json(after).decode()}


def _suspended(standing: StandingRow) -> list[dict[str, Any]]:
    """Return the task's suspension where somebody holds it; one that waits only shows that its packet is stale."""
    if standing.task is None or TaskState(standing.task["state"]) is not TaskState.RESERVED:
        return []
    change = rescore(task_facts(standing.task, ""))
    if isinstance(change, Problem):
        return []
    suspension = None if change.suspension is None else change.suspension.value
    return [{"state": change.after.value, "version": change.version, "suspendedBecause": suspension}]


def _corrected(result: Mapping[str, Any]) -> Corrected:
    return Corrected(result["caseId"], result["snapshotId"], result["rescored"])
