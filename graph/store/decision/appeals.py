"""Appeals and reopenings: a decision stays in force while other people look at its case again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.decision.appeal import AppealCommand, AppealFacts, AppealKind, AppealState, check_appeal
from graph.domain.decision.record import DecisionState
from graph.domain.decision.spot_checks import SpotCheckState
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import SpotCheckKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.queries.decision.appeals import (
    APPEAL_FACTS,
    APPEALS,
    AppealedCaseParams,
    AppealFactsParams,
    AppealFactsRow,
    AppealRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.decision import AppealRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewTaskRecord
from graph.store.gate.gated_case import stored_score
from graph.store.kernel.commands import Attempted, CommandSpec, Moved, PlannedWrite, Try, execute, key_first
from graph.store.kernel.decision_point import Point
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of
from graph.store.review.routing import ScoredCase, route, waiting_case

_OPERATIONS = {
    AppealKind.APPEAL: (Operation.APPEAL_DECISION, "appealDecision"),
    AppealKind.REOPENING: (Operation.REOPEN_CASE, "reopenCase"),
    AppealKind.RECALL: (Operation.MANAGE_RECALLS, "recallDecision"),
    AppealKind.VIOLATION: (Operation.SUBMIT_CASE, "reportViolations"),
    AppealKind.SPOT_CHECK: (Operation.SUBMIT_CASE, "spotCheck"),
}


@dataclass(frozen=True, slots=True)
class AppealWanted:
    """What is looked at again: a decision, or whatever is in force of a case; why; and the item of which recall.

    `violations`: keys of the rows that a log shows to be out of order.
    """

    kind: AppealKind
    reason: str | None
    decision_id: str | None = None
    case_id: str | None = None
    recalled_item: str | None = None
    violations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OpenedAppeal:
    """An appeal with the task on which other people judge the case."""

    appeal_id: str
    decision_id: str
    case_id: str
    task_id: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal or reopening of a decision, and what came of it."""

    id: str
    kind: AppealKind
    state: AppealState
    reason: str
    at: datetime
    by: str | None
    decision_id: str
    revision_id: str | None


@dataclass(frozen=True, slots=True)
class _Appealed:
    row: AppealFactsRow
    point: Point


async def appeal(store: Store, actor: Actor, wanted: AppealWanted, key: str) -> OpenedAppeal | Problem:
    """Have other people look at a decision again, once; it stays in force until they change it."""
    scores: Sequence[Stored] = ()
    blind = wanted.kind is AppealKind.SPOT_CHECK

    async def read(one: Try) -> _Appealed | Problem | Moved:
        rows = await store.graph.read(APPEAL_FACTS, AppealFactsParams(wanted.decision_id, wanted.case_id))
        if not rows:
            message = "There is no decision in force that could be looked at again: take its id from a list."
            return Problem(ProblemCode.NOT_FOUND, message)
        point = await point_of(store, rows[0].point, fresh=one.again)
        return Moved("NO_POINT") if point is None else _Appealed(rows[0], point)

    async def attempt(held: _Appealed, one: Try) -> Attempted:
        nonlocal scores
        scores = () if blind else held.row.scores
        if problem := check_appeal(wanted.kind, wanted.reason, _facts(held), actor, one.now):
            return problem
        row = await _row(store, actor, wanted, held, one.now)
        result: dict[str, Json] = {
            "appealId": row.appeal.id,
            "decisionId": row.decision_id,
            "caseId": row.case_id,
            "taskId": row.next.id,
            "point": held.row.point,
        }
        return PlannedWrite(store.appeals, row, result, row.case_id)

    needs, operation = _OPERATIONS[wanted.kind]
    fields: dict[str, Json] = {"decisionId": wanted.decision_id, "caseId": wanted.case_id}
    opened = await execute(
        store,
        actor,
        CommandSpec(
            needs=needs,
            request=Request(operation, actor.account, fields, {"note": wanted.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=lambda result: result,
            subject="case",
        ),
    )
    if isinstance(opened, Problem):
        return opened
    await _present(store, opened, scores)
    return OpenedAppeal(opened["appealId"], opened["decisionId"], opened["caseId"], opened["taskId"])


async def appeals_of(store: Store, case_id: str) -> list[Appeal]:
    """Return the appeals and reopenings of a case's decisions, the newest first."""
    return [
        Appeal(
            id=row.appeal["id"],
            kind=AppealKind(row.appeal["kind"]),
            state=AppealState(row.appeal["state"]),
            reason=row.appeal["reason"],
            at=moment(row.appeal["recordedAt"]),
            by=row.appellant,
            decision_id=row.decision_id,
            revision_id=row.revision_id,
        )
        for row in await store.graph.read(APPEALS, AppealedCaseParams(case_id))
    ]


async def _present(store: Store, opened: StoredResult, scores: Sequence[Stored]) -> None:
    """Put the case to people on the scores that it was decided on; left out, it waits for the worker's."""
    waiting = await waiting_case(store, opened["caseId"])
    if waiting is None:
        return
    main = next((one for one in scores if one["target"] is None), None)
    further = {one["target"]: stored_score(one) for one in scores if one["target"] is not None}
    reasons = () if main is None else tuple(main["reasons"])
    scored = ScoredCase(waiting, None if main is None else stored_score(main), further, reasons)
    await route(store, opened["point"], [scored])


def _checks(kind: AppealKind, point: str, state: SpotCheckState) -> list[str]:
    """Return the key that the decision gets, if it is a spot check."""
    return [SpotCheckKey(point, state.value).text] if kind is AppealKind.SPOT_CHECK else []


def _facts(held: _Appealed) -> AppealFacts:
    decision = held.row.decision
    return AppealFacts(
        effective=decision["state"] == DecisionState.EFFECTIVE.value,
        live=decision["origin"] == "LIVE",
        final_at=moment(decision["finalAt"]),
        open_appeal=held.row.case["openAppeal"] is not None,
        several=held.point.rules.quorum.several,
        requesters=frozenset(held.row.requesters),
    )


async def _row(store: Store, actor: Actor, wanted: AppealWanted, held: _Appealed, now: datetime) -> AppealRow:
    at, appeal_id, number = milliseconds(now), store.clock.new_id(), held.row.round + 1
    case_id, reason = held.row.case["id"], (wanted.reason or "").strip()
    move = Move("", AppealState.OPEN.value, AppealCommand.OPEN.value, wanted.kind.value, reason)
    change, entry = await audited_change(store, move, (actor.person_id, actor.kind), appeal_id, now)
    return AppealRow(
        write_id=store.clock.new_id(),
        decision_id=held.row.decision["id"],
        case_id=case_id,
        case_version=held.row.case["version"],
        point_epoch=held.point.epoch,
        person_id=actor.person_id,
        recalled_item=wanted.recalled_item,
        case=CaseUpdate(
            version=held.row.case["version"] + 1,
            state=CaseState.AWAITING_SCORE.value,
            awaiting_score=held.row.point,
            open_appeal=appeal_id,
            appealed_round=number,
            blind_review=wanted.kind is AppealKind.SPOT_CHECK,
        ),
        checks=_checks(wanted.kind, held.row.point, SpotCheckState.OPEN),
        appeal=AppealRecord(
            id=appeal_id,
            kind=wanted.kind.value,
            state=AppealState.OPEN.value,
            reason=reason,
            appellant_id=actor.person_id,
            violations=list(wanted.violations) or None,
            known_at=at,
            recorded_at=at,
        ),
        next=ReviewTaskRecord.of(store.clock.new_id(), (case_id, number, 0), (at, at)),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, appeal_id, store.clock.new_id())],
    )
