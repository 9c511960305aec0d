"""Submitting a case: stored, gated and routed in one statement."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from graph.domain.audit.grounds import Checked, InputData
from graph.domain.gate.facts import Mode
from graph.domain.intake.case import CaseState, CaseSubmission, check_submission
from graph.domain.intake.differences import differences, in_words, stated_beside_payload
from graph.domain.kernel.canonical import Json, canonical_json, digest
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_time
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.task import TaskState
from graph.queries.case import PRESENT, PresentParams, PresentRow
from graph.store.commands import Attempted, CommandSpec, PlannedWrite, StoredResult, Try, execute
from graph.store.decision_point import NO_TRUST, Point
from graph.store.gating import Gated, Matter, Move, gate, state_change
from graph.store.intake import Received, receive
from graph.store.meeting import Delivery, check_named, dataset_of, meet_dataset, meet_model
from graph.store.points import point_of, trust_in
from graph.store.requesters import Requester, outsider_rows, requester_of
from graph.store.requests import UsedKey, used_key
from graph.store.store import GATE_AGENT, Store


@dataclass(frozen=True, slots=True)
class Submitted:
    """Where a submitted case went: decided, waiting for a person (`task_id`), or waiting for its score."""

    case_id: str
    state: CaseState
    gate_result: str | None
    rule: str | None
    reasons: tuple[str, ...]
    decision_id: str | None
    task_id: str | None


@dataclass(frozen=True, slots=True)
class _Sent:
    """A submission that was checked: by whom, and when it is tried."""

    actor: Actor
    submission: CaseSubmission
    now: datetime


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a submission states: the payload as its point takes it, and the rest of its content."""

    payload: Mapping[str, Json]
    beside: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A submission beside what the graph knows of its point and its requester."""

    received: Received
    requester: Requester
    statement: _Statement


async def submit(store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str) -> Submitted | Problem:
    """Store a new case and route it; the same request again gives the same answer."""

    async def read(one: Try) -> _Proposal | UsedKey | Problem:
        proposal = await _proposal(store, actor, submission, fresh=one.again)
        if isinstance(proposal, Problem) or dataset_of(actor, submission).key in store.known_datasets:
            return proposal
        # Looked up before its dataset version is registered: a refusal leaves none behind. Else the statement looks.
        return await used_key(store, one.key) or proposal

    async def attempt(proposal: _Proposal, one: Try) -> Attempted:
        if one.again or dataset_of(actor, submission).key not in store.known_datasets:
            present = await _present(store, submission, proposal.statement)
            if present is not None:
                return present
        return await _new_case(store, proposal, _Sent(actor, submission, one.now))

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.SUBMIT_CASE,
            request=Request("submitCase", actor.account, request_fields(submission)),
            idempotency_key=idempotency_key,
            read=read,
            attempt=attempt,
            answer=_submitted,
            fault=check_submission(submission, store.clock.now()),
            subject="decision point",
        ),
    )


async def _proposal(store: Store, actor: Actor, submission: CaseSubmission, *, fresh: bool) -> _Proposal | Problem:
    requester = await requester_of(store, actor, submission)
    if isinstance(requester, Problem):
        return requester
    point = await point_of(store, submission.decision_point, fresh=fresh)
    if point is None:
        return _no_such_point(submission)
    received = await receive(store, point, submission)
    if isinstance(received, Problem):
        return received
    statement = _Statement(received.payload, stated_beside_payload(submission, requester.key))
    return _Proposal(received, requester, statement)


async def _new_case(store: Store, proposal: _Proposal, sent: _Sent) -> PlannedWrite | Problem:
    built = await _row(store, proposal.received, sent, proposal.requester)
    if isinstance(built, Problem):
        return built
    return PlannedWrite(store.submissions, built.row, _result(built), built.case_id)


async def _present(store: Store, submission: CaseSubmission, statement: _Statement) -> StoredResult | Problem | None:
    key = f"{submission.decision_point}|{submission.external_id}"
    present = await store.graph.read(PRESENT, PresentParams(key))
    return _same_again(present[0], statement, submission) if present else None


@dataclass(frozen=True, slots=True)
class _Built:
    case_id: str
    task_id: str
    gated: Gated | None
    row: dict[str, Any]


async def _row(store: Store, received: Received, sent: _Sent, requester: Requester) -> _Built | Problem:
    point = received.point
    actor, submission, now = sent.actor, sent.submission, sent.now
    case_id, snapshot_id, task_id = store.clock.new_id(), store.clock.new_id(), store.clock.new_id()
    at = milliseconds(now)
    dataset = dataset_of(actor, submission)
    if problem := await _registered(store, point, dataset, sent):
        return problem
    trust = NO_TRUST
    if submission.score is not None:
        trust = await trust_in(store, point, [submission.score.key])
    source_row = None if submission.source is None else submission.source.row
    payload_digest = digest(dict(received.payload))
    check = received.check(store.clock.new_id(), {"knownAt": milliseconds(submission.known_at), "recordedAt": at})
    gated = None
    if submission.score is not None or point.facts.mode is Mode.MANUAL:
        matter = Matter(
            case_id=case_id,
            task_id=task_id,
            round=1,
            payload=received.payload,
            score=submission.score,
            secondary={},
            reasons=(),
            quality=received.report.verdict,
            findings=received.report.findings,
            reach=len(submission.entities),
            person_required=False,
            look_alikes=requester.look_alikes,
            data=InputData(
                snapshot_id,
                payload_digest,
                dataset.key,
                source_row,
                Checked(check["verdict"], check["findings"], check.get("gatesDigest"), check),
            ),
        )
        gated = await gate(store, point, trust, matter, now)
    times = {"occurredAt": milliseconds(submission.occurred_at), "knownAt": milliseconds(submission.known_at)}
    payload = canonical_json(dict(received.payload)).decode()
    case = {
        "id": case_id,
        "key": f"{point.key}|{submission.external_id}",
        "externalId": submission.external_id,
        "state": CaseState.AWAITING_SCORE.value,
        "awaitingScore": point.key,
        "sortKey": by_time(at, case_id),
        "version": 1,
        "payload": payload,
        "payloadDigest": payload_digest,
        "payloadRevision": 1,
        "reach": len(submission.entities),
        "origin": "LIVE",
        "submitterIds": [actor.person_id],
        "submitted": canonical_json(stated_beside_payload(submission, requester.key)).decode(),
        "personRequired": True if requester.look_alikes else None,
        "lookAlikes": list(requester.look_alikes) or None,
        **times,
        "recordedAt": at,
        **({} if gated is None else gated.case),
    }
    snapshot = {
        "id": snapshot_id,
        "values": payload,
        "digest": case["payloadDigest"],
        "quality": received.quality,
        "asOf": times["knownAt"],
        **times,
        "recordedAt": at,
        "sourceAt": None if submission.source_at is None else milliseconds(submission.source_at),
    }
    task = {
        "id": task_id,
        "slotKey": f"{case_id}|1|0",
        "state": TaskState.AWAITING_SCORE.value,
        "version": 1,
        "round": 1,
        "slot": 0,
        "leaseEpoch": 0,
        "barredIds": [],
        "knownAt": times["knownAt"],
        "recordedAt": at,
    }
    row = {
        "point": point.key,
        "pointEpoch": point.epoch,
        "dataset": dataset.key,
        "sourceRow": source_row,
        "models": [] if submission.score is None else [submission.score.key],
        "policy": point.policy_id,
        "gate": GATE_AGENT,
        "case": case,
        "snapshot": snapshot,
        "quality": check,
        "entities": _entities(store, submission, at),
        "requester": requester.node_id,
        "outsiders": outsider_rows(store, requester, at),
        "waiting": [task] if gated is None else [],
        "gated": [] if gated is None else [_gated_row(gated, task)],
        "changes": _changes(store, actor, gated, now),
        "audit": [] if gated is None else gated.audit,
        "outbox": [] if gated is None else gated.outbox,
    }
    return _Built(case_id, task_id, gated, row)


async def _registered(store: Store, point: Point, dataset: Delivery, sent: _Sent) -> Problem | None:
    """Make sure that data and model are in the graph as they are named; what is refused leaves nothing there."""
    score, at = sent.submission.score, milliseconds(sent.now)
    if problem := await check_named(store, point.key, dataset, score):
        return problem
    if problem := await meet_dataset(store, dataset, at):
        return problem
    return None if score is None else await meet_model(store, point.key, score, at)


def _gated_row(gated: Gated, task: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "evaluation": gated.evaluation,
        "predictions": gated.predictions,
        "decisions": gated.decisions,
        "tasks": [] if gated.packet is None else [{**task, **gated.task}],
        "packet": gated.packet,
    }


def _changes(store: Store, actor: Actor, gated: Gated | None, now: datetime) -> list[dict[str, Any]]:
    entered = Move("", CaseState.AWAITING_SCORE.value, "SUBMIT")
    first = state_change(store, entered, (actor.person_id, actor.kind), now)
    return [first] if gated is None else [first, *gated.changes]


def _entities(store: Store, submission: CaseSubmission, at: int) -> list[dict[str, Any]]:
    named = {f"{entity.kind}|{entity.id}": entity for entity in submission.entities}
    # One order for all, so that two submissions never lock the same entities crosswise.
    return [
        {
            "id": store.clock.new_id(),
            "key": key,
            "kind": named[key].kind,
            "externalId": named[key].id,
            "name": named[key].id,
            "recordedAt": at,
        }
        for key in sorted(named)
    ]


def _result(built: _Built) -> dict[str, Json]:
    gated = built.gated
    return {
        "caseId": built.case_id,
        "state": CaseState.AWAITING_SCORE.value if gated is None else gated.case["state"],
        "gateResult": None if gated is None else gated.outcome.result.value,
        "rule": None if gated is None else gated.outcome.rule,
        "reasons": [] if gated is None else list(gated.outcome.reasons),
        "decisionId": None if gated is None else gated.decision_id,
        "taskId": built.task_id if gated is None or gated.packet is not None else None,
    }


def _submitted(result: Mapping[str, Any]) -> Submitted:
    return Submitted(
        case_id=result["caseId"],
        state=CaseState(result["state"]),
        gate_result=result["gateResult"],
        rule=result["rule"],
        reasons=tuple(result["reasons"]),
        decision_id=result["decisionId"],
        task_id=result["taskId"],
    )


def _same_again(present: PresentRow, statement: _Statement, submission: CaseSubmission) -> StoredResult | Problem:
    """Answer a case that is there already: itself where its content is the same, else what differs."""
    found = differences({"payload": json.loads(present.payload)}, {"payload": dict(statement.payload)})
    if present.submitted is not None:
        found = chain(differences(json.loads(present.submitted), statement.beside), found)
    if words := in_words(found):
        return invalid(
            "externalId",
            f"Case {submission.external_id} exists with other content ({words}). Send it with revises: true to correct "
            "it, or under another externalId.",
        )
    return _effective(present)


def standing_now(present: PresentRow) -> Submitted:
    """Return where a stored case stands."""
    return _submitted(_effective(present))


def _effective(present: PresentRow) -> StoredResult:
    return {
        "caseId": present.id,
        "state": present.state,
        "gateResult": present.gate_result,
        "rule": present.rule,
        "reasons": present.reasons or (),
        "decisionId": present.decision_id,
        "taskId": present.task_id,
    }


def _no_such_point(submission: CaseSubmission) -> Problem:
    return Problem(
        ProblemCode.NOT_FOUND,
        f"No decision point is called {submission.decision_point!r}: load its pack first, or correct the name.",
        {"where": "decisionPoint"},
    )
