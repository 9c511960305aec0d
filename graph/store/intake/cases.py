"""Submitting a case: stored, gated and routed in one statement."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from graph.domain.intake.case import CaseState, CaseSubmission, check_submission
from graph.domain.intake.differences import differences, first_differences, stated_beside_payload
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.people.roles import Actor, Operation
from graph.queries.intake.cases import PRESENT, StoredCaseParams, StoredCaseRow, SubmitRow
from graph.store.gate.quality import Received, receive
from graph.store.intake.new_cases import NewCase, Sent, new_case
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute
from graph.store.kernel.requests import StoredResult, UsedKey, used_key
from graph.store.kernel.store import Store
from graph.store.people.requesters import Requester, requester_of
from graph.store.registry.points import point_of
from graph.store.registry.registering import dataset_of
from graph.store.review.rounds import open_rounds_at


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
class _Statement:
    """What a submission states: the payload as its point takes it, and the rest of its content."""

    payload: Mapping[str, Json]
    beside: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class _ReceivedCase:
    """A submission beside what the graph knows of its point and its requester."""

    received: Received
    requester: Requester
    statement: _Statement


async def submit(store: Store, actor: Actor, submission: CaseSubmission, idempotency_key: str) -> Submitted | Problem:
    """Store a new case and route it; the same request again gives the same answer."""

    async def read(one: Try) -> _ReceivedCase | UsedKey | Problem:
        proposal = await _proposal(store, actor, submission, fresh=one.again)
        if isinstance(proposal, Problem) or dataset_of(actor, submission).key in store.known_datasets:
            return proposal
        # Looked up before its dataset version is registered: a refusal leaves none behind. Else the statement looks.
        return await used_key(store, one.key) or proposal

    async def attempt(proposal: _ReceivedCase, one: Try) -> Attempted:
        if one.again or dataset_of(actor, submission).key not in store.known_datasets:
            present = await _present(store, submission, proposal.statement)
            if present is not None:
                return present
        return await _new_case(store, proposal, Sent(actor, submission, one.now))

    submitted = await execute(
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
    if isinstance(submitted, Submitted) and submitted.state is CaseState.IN_REVIEW:
        await open_rounds_at(store, submission.decision_point, [submitted.case_id])
    return submitted


async def _proposal(store: Store, actor: Actor, submission: CaseSubmission, *, fresh: bool) -> _ReceivedCase | Problem:
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
    return _ReceivedCase(received, requester, statement)


async def _new_case(store: Store, proposal: _ReceivedCase, sent: Sent) -> PlannedWrite[SubmitRow] | Problem:
    built = await new_case(store, proposal.received, sent, proposal.requester)
    if isinstance(built, Problem):
        return built
    return PlannedWrite(store.submissions, built.row, _result(built), built.row.case.id)


async def _present(store: Store, submission: CaseSubmission, statement: _Statement) -> StoredResult | Problem | None:
    key = submission.key
    present = await store.graph.read(PRESENT, StoredCaseParams(key))
    return _same_again(present[0], statement, submission) if present else None


def _result(built: NewCase) -> dict[str, Json]:
    gated = built.gated
    return {
        "caseId": built.row.case.id,
        "state": built.row.case.state,
        "gateResult": None if gated is None else gated.outcome.result.value,
        "rule": None if gated is None else gated.outcome.rule,
        "reasons": [] if gated is None else list(gated.outcome.reasons),
        "decisionId": None if gated is None else gated.decision_id,
        "taskId": built.task_id if gated is None or gated.for_people is not None else None,
    }


def _submitted(result: StoredResult) -> Submitted:
    return Submitted(
        case_id=result["caseId"],
        state=CaseState(result["state"]),
        gate_result=result["gateResult"],
        rule=result["rule"],
        reasons=tuple(result["reasons"]),
        decision_id=result["decisionId"],
        task_id=result["taskId"],
    )


def _same_again(present: StoredCaseRow, statement: _Statement, submission: CaseSubmission) -> StoredResult | Problem:
    """Answer a case that is there already: itself where its content is the same, else what differs."""
    changes = differences({"payload": json.loads(present.payload)}, {"payload": dict(statement.payload)})
    if present.submitted is not None:
        changes = chain(differences(json.loads(present.submitted), statement.beside), changes)
    if text := first_differences(changes):
        return invalid(
            "externalId",
            f"Case {submission.external_id} exists with other content ({text}). Send it with revises: true to correct "
            "it, or under another externalId.",
        )
    return _effective(present)


def current_state(present: StoredCaseRow) -> Submitted:
    """Return the current state of a stored case."""
    return _submitted(_effective(present))


def _effective(present: StoredCaseRow) -> StoredResult:
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
