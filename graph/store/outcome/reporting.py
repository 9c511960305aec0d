"""Recording what came of a decision."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds, moment, shown
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.outcome.correcting import Accepted, AlreadyReported, Reported, placed
from graph.domain.outcome.report import OutcomeReport, check_report
from graph.domain.outcome.values import outcome_fault
from graph.domain.people.roles import Actor, Operation
from graph.queries.outcome.reports import SUBJECT, OutcomeReportRow, SubjectParams, SubjectRow
from graph.records.outcome import OutcomeRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audit_entry
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of

INVALIDATED = "INVALIDATED"
"""The state of a decision that was taken back."""


@dataclass(frozen=True, slots=True)
class ReportedOutcome:
    """An outcome that is in the graph, with the decision and case it belongs to."""

    outcome_id: str
    decision_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who reports what, and when it is tried."""

    actor: Actor
    report: OutcomeReport
    now: datetime


async def record(store: Store, actor: Actor, report: OutcomeReport, idempotency_key: str) -> ReportedOutcome | Problem:
    """Store an outcome once; the same report again gives the same answer."""

    async def read(_: Try) -> SubjectRow | Problem:
        rows = await store.graph.read(
            SUBJECT,
            SubjectParams(report.decision_id, report.case_key, report.key_tail, report.kind, report.value),
        )
        if not rows:
            return Problem(
                ProblemCode.NOT_FOUND,
                f"{report.subject} has no decision, which an outcome follows: report it afterwards.",
            )
        return rows[0]

    async def attempt(subject: SubjectRow, one: Try) -> Attempted:
        refusal = await _refusal(store, subject, report)
        if refusal is not None:
            return refusal
        place = placed(report, [_reported(one) for one in subject.before])
        if isinstance(place, Problem):
            return place
        if isinstance(place, AlreadyReported):
            return {"outcomeId": place.outcome_id, "decisionId": subject.decision_id, "caseId": subject.case_id}
        if milliseconds(report.occurred_at) < subject.decided_at:
            return invalid(
                "occurredAt", "occurredAt is before the decision was taken, which an outcome follows: correct the time."
            )
        return _write(store, subject, place, _Sent(actor, report, one.now))

    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.RECORD_OUTCOME,
            request=Request("recordOutcome", actor.account, request_fields(report)),
            idempotency_key=idempotency_key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_recorded,
            fault=check_report(report, store.clock.now()),
            subject="case",
        ),
    )


async def _refusal(store: Store, subject: SubjectRow, report: OutcomeReport) -> Problem | None:
    """Refuse an outcome that the decision or its point cannot have."""
    if subject.state == INVALIDATED:
        return _taken_back(subject)
    if problem := await _undeclared(store, subject.point, report):
        return problem
    if report.of_action not in {None, subject.action}:
        return invalid(
            "ofAction",
            f"{report.subject} was {subject.action}: report what follows that, not {report.of_action}.",
        )
    return None


async def _undeclared(store: Store, key: str, report: OutcomeReport) -> Problem | None:
    """Refuse what the point does not declare, and only by rules that were read just now: others may change them."""
    for fresh in (False, True):
        point = await point_of(store, key, fresh=fresh)
        rules = None if point is None else point.intake
        fault = outcome_fault(None if rules is None else rules.outcomes, report.kind, report.value, report.money)
        if fault is None:
            return None
    return fault


def _taken_back(subject: SubjectRow) -> Problem:
    when = "" if subject.undone_at is None else f" at {shown(moment(subject.undone_at))}"
    by = "" if subject.undone_by is None else f" by {subject.undone_by}"
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        f"Decision {subject.decision_id} was taken back{by}{when}, so nothing can come of it: report the outcome of "
        "the decision that the case has now.",
        {"state": subject.state},
    )


def _write(store: Store, subject: SubjectRow, place: Accepted, sent: _Sent) -> PlannedWrite[OutcomeReportRow]:
    report, corrects = sent.report, place.corrects
    tail = report.corrected_tail(subject.of_kind + 1) if corrects else report.key_tail
    outcome = OutcomeRecord(
        id=store.clock.new_id(),
        key=f"{subject.decision_id}{tail}",
        kind=report.kind,
        value=report.value,
        money=report.money,
        correction_reason=report.correction,
        reporter_id=sent.actor.person_id,
        occurred_at=milliseconds(report.occurred_at),
        known_at=milliseconds(report.known_at),
        recorded_at=milliseconds(sent.now),
    )
    leaf = outcome.leaf(subject.decision_id, subject.case_id, corrects)
    result: dict[str, Json] = {
        "outcomeId": outcome.id,
        "decisionId": subject.decision_id,
        "caseId": subject.case_id,
    }
    row = OutcomeReportRow(
        write_id=store.clock.new_id(),
        case_id=subject.case_id,
        decision_id=subject.decision_id,
        of_kind=subject.of_kind,
        corrects=list(corrects),
        outcome=outcome,
        audit=audit_entry(store, leaf, sent.now),
    )
    return PlannedWrite(store.outcomes, row, result, subject.case_id)


def _reported(stored: Stored) -> Reported:
    return Reported(
        id=stored["id"],
        value=stored["value"],
        money=stored["money"],
        occurred_at=stored["occurredAt"],
        known_at=stored["knownAt"],
        same_id=stored["same_id"],
        corrected=stored["corrected"],
    )


def _recorded(result: StoredResult) -> ReportedOutcome:
    return ReportedOutcome(result["outcomeId"], result["decisionId"], result["caseId"])
