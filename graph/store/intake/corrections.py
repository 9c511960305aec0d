"""A corrected input of a known case: its data gets a revision, and an open task waits until it is scored again."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from graph.domain.intake.case import CaseState, CaseSubmission, check_submission
from graph.domain.intake.differences import stated_beside_payload
from graph.domain.intake.quality import own_findings_of
from graph.domain.intake.restating import same_findings
from graph.domain.intake.rules import gate_row_text
from graph.domain.kernel.canonical import Json, canonical_json, digest
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.resumption import rescore
from graph.domain.review.task import TaskState
from graph.queries.intake.cases import CURRENT, CorrectRow, CurrentCaseParams, CurrentCaseRow
from graph.records._record import UNCHANGED, Settable
from graph.records.change import Move
from graph.records.intake import CaseUpdate, InputSnapshotRecord, Times
from graph.records.review import ReviewTaskUpdate
from graph.store.gate.quality import Received, receive
from graph.store.kernel.commands import Attempted, CommandSpec, Moved, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import state_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.registry.registering import dataset_of, ensure_dataset
from graph.store.review.round_facts import quorum_of
from graph.store.review.rounds import renew_round
from graph.store.review.task_facts import task_facts

Check: TypeAlias = Callable[[], Awaitable[Problem | None]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A case whose data was revised; `rescored` says that it now waits for a score, which a decided one does not."""

    case_id: str
    snapshot_id: str
    rescored: bool


@dataclass(frozen=True, slots=True)
class _SentCorrection:
    actor: Actor
    submission: CaseSubmission
    now: datetime


@dataclass(frozen=True, slots=True)
class _Corrigible:
    current: CurrentCaseRow
    received: Received


async def correct(store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str) -> Corrected | Problem:
    """Revise the data of a known case; a decision that was taken stands, an open task is scored again."""
    return await execute(store, actor, correction(store, actor, submission, idempotency_key))


def correction(
    store: Store,
    actor: Actor,
    submission: CaseSubmission,
    idempotency_key: str,
    revising: Check | None = None,
) -> CommandSpec[_Corrigible, Corrected]:
    """Return the command that revises a case's data; `revising` is what `submitCase` checks before it does so."""

    async def read(_: Try) -> _Corrigible | Problem | Moved:
        problem = None if revising is None else await revising()
        return problem or await _corrigible(store, submission)

    async def attempt(known: _Corrigible, one: Try) -> Attempted:
        current, received = known.current, known.received
        if current.snapshot_digest == digest(dict(received.payload)) and _checked_alike(current, received):
            return {"caseId": current.case["id"], "snapshotId": current.snapshot_id, "rescored": False}
        if await _ends_round(store, known):
            return Moved("ROUND")
        return await _write(store, known, _SentCorrection(actor, submission, one.now))

    operation = "correctCase" if revising is None else "submitCase"
    return CommandSpec(
        needs=Operation.SUBMIT_CASE,
        request=Request(operation, actor.account, {**request_fields(submission), "revises": True}),
        idempotency_key=idempotency_key,
        read=key_first(store, read),
        attempt=attempt,
        answer=_corrected,
        fault=check_submission(submission, store.clock.now()),
        subject="case",
    )


async def _corrigible(store: Store, submission: CaseSubmission) -> _Corrigible | Problem | Moved:
    rows = await store.graph.read(CURRENT, CurrentCaseParams(submission.key))
    if not rows:
        return Problem(
            ProblemCode.NOT_FOUND, f"There is no case {submission.external_id} to correct: submit it as a new one."
        )
    received = await _received(store, rows[0], submission)
    if received is None:
        return Moved("NO_POINT")
    return received if isinstance(received, Problem) else _Corrigible(rows[0], received)


async def _ends_round(store: Store, known: _Corrigible) -> bool:
    """End the round of a case that several people judge: what they were shown will no longer be so."""
    task = known.current.task
    if task is None or task["state"] == TaskState.AWAITING_SCORE.value:
        return False
    if not quorum_of(task, known.received.point).several:
        return False
    await renew_round(store, known.current.case["id"])
    return True


def _checked_alike(current: CurrentCaseRow, received: Received) -> bool:
    """Tell that the gates would read what they read before, and nothing else was found in it.

    A file's gates read more than the payload, and it may have had a row set aside that is in now.
    """
    rules, checked = received.point.intake, current.checked or {}
    if not same_findings(own_findings_of(checked), received.report.own_findings):
        return False
    if checked.get("gateRow") is None or rules is None:
        return True
    before, after = json.loads(checked["gateRow"]), json.loads(gate_row_text(rules, received.row))
    return all(before[name] == after[name] for name in before.keys() & after.keys())


async def _received(store: Store, current: CurrentCaseRow, submission: CaseSubmission) -> Received | Problem | None:
    """Judge the corrected data by the rules under which it will be written."""
    point = await point_of(store, submission.decision_point)
    if point is not None and point.epoch != current.point_epoch:
        point = await point_of(store, submission.decision_point, fresh=True)
    return None if point is None else await receive(store, point, submission)


async def _write(store: Store, known: _Corrigible, sent: _SentCorrection) -> PlannedWrite[CorrectRow] | Problem:
    current, received = known.current, known.received
    submission, case, task = sent.submission, current.case, current.task
    delivery, at = dataset_of(sent.actor, submission), milliseconds(sent.now)
    if problem := await ensure_dataset(store, delivery, at):
        return problem
    occurred_at = None if submission.occurred_at is None else milliseconds(submission.occurred_at)
    times = Times(occurred_at, milliseconds(submission.known_at), at, sequence=submission.sequence)
    snapshot = received.snapshot(store.clock.new_id(), times)
    open_ = CaseState(case["state"]) in {CaseState.AWAITING_SCORE, CaseState.IN_REVIEW}
    moved = Move(case["state"], case["state"], "CORRECT", submission.external_id)
    row = CorrectRow(
        write_id=store.clock.new_id(),
        case_id=case["id"],
        task_id=None if task is None else task["id"],
        case_version=case["version"],
        task_version=None if task is None else task["version"],
        task_epoch=None if task is None else task["leaseEpoch"],
        point_epoch=received.point.epoch,
        snapshot_id=current.snapshot_id,
        dataset=delivery.key,
        source_row=None if submission.source is None else submission.source.row,
        case=_case(current, sent, snapshot if open_ else None),
        snapshot=snapshot,
        quality=received.check(store.clock.new_id(), times),
        tasks=_suspended(current),
        changes=[state_change(store, moved, (sent.actor.person_id, sent.actor.kind), sent.now)],
    )
    result: dict[str, Json] = {"caseId": case["id"], "snapshotId": snapshot.id, "rescored": open_}
    return PlannedWrite(store.corrections, row, result, case["id"])


def _case(current: CurrentCaseRow, sent: _SentCorrection, snapshot: InputSnapshotRecord | None) -> CaseUpdate:
    """Return the case's next version; one that is open takes over the corrected data and waits for a score."""
    case = current.case
    version = case["version"] + 1
    submitters = sorted({*(case["submitterIds"] or ()), sent.actor.person_id})
    if snapshot is None:
        return CaseUpdate(version=version, submitter_ids=submitters)
    return CaseUpdate(
        version=version,
        submitter_ids=submitters,
        awaiting_score=current.point_key,
        payload=snapshot.values,
        payload_digest=snapshot.digest,
        payload_revision=case["payloadRevision"] + 1,
        submitted=_stated(current, sent.submission),
    )


def _stated(current: CurrentCaseRow, submission: CaseSubmission) -> Settable[str]:
    """Return what the correction states beside the payload; requester and entities are the case's own and stay."""
    if current.case["submitted"] is None:
        return UNCHANGED
    before = json.loads(current.case["submitted"])
    after = {**stated_beside_payload(submission, before["requestedBy"]), "entities": before["entities"]}
    return canonical_json(after).decode()


def _suspended(current: CurrentCaseRow) -> list[ReviewTaskUpdate]:
    """Return the task's suspension where somebody holds it; one that waits only shows that its packet is stale."""
    if current.task is None or TaskState(current.task["state"]) is not TaskState.RESERVED:
        return []
    change = rescore(task_facts(current.task, ""))
    if isinstance(change, Problem):
        return []
    suspension = None if change.suspension is None else change.suspension.value
    return [ReviewTaskUpdate(state=change.after.value, version=change.version, suspended_because=suspension)]


def _corrected(result: StoredResult) -> Corrected:
    return Corrected(result["caseId"], result["snapshotId"], result["rescored"])
