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
from graph.domain.people.roles import Actor
from graph.domain.review.task import TaskState
from graph.queries.case import PRESENT, PresentParams, PresentRow
from graph.store.committing import TRIES, Moved, commit
from graph.store.decision_point import NO_TRUST, Point
from graph.store.gating import Gated, Matter, Move, gate, state_change
from graph.store.intake import Received, receive
from graph.store.meeting import Delivery, check_named, dataset_of, meet_dataset, meet_model
from graph.store.moves import Kept
from graph.store.points import point_of, trust_in
from graph.store.requesters import Requester, outsider_rows, requester_of
from graph.store.requests import digest_of, kept, read_back, stored_key, unavailable
from graph.store.store import GATE_AGENT, Store

_OPERATION = "submitCase"


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
    """A submission that was checked: by whom, when, and how its request is remembered."""

    actor: Actor
    submission: CaseSubmission
    now: datetime
    kept_as: Kept


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a submission states: the payload as its point takes it, and the rest of its content."""

    payload: Mapping[str, Json]
    beside: Mapping[str, Json]


async def submit(store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str) -> Submitted | Problem:
    """Store a new case and route it; the same request again gives the same answer."""
    now = store.clock.now()
    if problem := check_submission(submission, now):
        return problem
    request = Request(_OPERATION, actor.account, request_fields(submission))
    digested = await digest_of(store, actor, request, idempotency_key)
    if isinstance(digested, Problem):
        return digested
    sent = _Sent(actor, submission, now, (stored_key(actor, _OPERATION, idempotency_key), digested))
    for attempt in range(TRIES):
        answer = await _submit_once(store, sent, fresh=attempt > 0)
        if isinstance(answer, Problem) and answer.code is ProblemCode.INVALID_INPUT:
            return await _earlier(store, sent) or answer
        if not isinstance(answer, Moved):
            return answer
    return unavailable("The rules of this decision point are being changed")


async def _earlier(store: Store, sent: _Sent) -> Submitted | Problem | None:
    """Return what the same key led to before: a refusal never hides that the request was answered already."""
    earlier = await read_back(store, *sent.kept_as)
    return earlier if earlier is None or isinstance(earlier, Problem) else _submitted(earlier)


async def _submit_once(store: Store, sent: _Sent, *, fresh: bool) -> Submitted | Problem | Moved:
    submission = sent.submission
    requester = await requester_of(store, sent.actor, submission)
    if isinstance(requester, Problem):
        return requester
    point = await point_of(store, submission.decision_point, fresh=fresh)
    if point is None:
        return _no_such_point(submission)
    received = await receive(store, point, submission)
    if isinstance(received, Problem):
        return received
    statement = _Statement(received.payload, stated_beside_payload(submission, requester.key))
    if dataset_of(sent.actor, submission).key not in store.known_datasets and (
        known := await _answered(store, sent, statement)
    ):
        return known
    built = await _row(store, received, sent, requester)
    if isinstance(built, Problem):
        return built
    result = _result(built)
    row = {**built.row, "idempotency": kept(*sent.kept_as, result, milliseconds(sent.now))}
    answer = await commit(store, store.submissions, row, result, built.case_id)
    if isinstance(answer, Problem):
        return answer
    if not isinstance(answer, Moved):
        return _submitted(answer)
    return await _standing_case(store, submission, statement) or answer


async def _answered(store: Store, sent: _Sent, statement: _Statement) -> Submitted | Problem | None:
    """Return what is known of a request before its dataset version is registered: a refusal leaves none behind."""
    return await _earlier(store, sent) or await _standing_case(store, sent.submission, statement)


async def _standing_case(store: Store, submission: CaseSubmission, statement: _Statement) -> Submitted | Problem | None:
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


def _same_again(present: PresentRow, statement: _Statement, submission: CaseSubmission) -> Submitted | Problem:
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
    return standing_now(present)


def standing_now(present: PresentRow) -> Submitted:
    """Return where a stored case stands."""
    return Submitted(
        case_id=present.id,
        state=CaseState(present.state),
        gate_result=present.gate_result,
        rule=present.rule,
        reasons=tuple(present.reasons or ()),
        decision_id=present.decision_id,
        task_id=present.task_id,
    )


def _no_such_point(submission: CaseSubmission) -> Problem:
    return Problem(
        ProblemCode.NOT_FOUND,
        f"No decision point is called {submission.decision_point!r}: load its pack first, or correct the name.",
        {"where": "decisionPoint"},
    )
