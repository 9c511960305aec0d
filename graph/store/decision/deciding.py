"""Deciding a task: a verdict becomes a decision, written along the edges that justify it."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.audit.grounds import review_digest
from graph.domain.decision.outbox import deliver_after
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.task import DecideCommand, TaskState
from graph.domain.review.verdicts import decide as decide_rule
from graph.queries.review.tasks import DecideRow
from graph.records.decision import DecisionRecord, Ruling
from graph.records.intake import CaseUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute
from graph.store.kernel.recording import audit_entry, note_commitment, outbox_event
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.moves import GivenVerdict, verdict_result, without_decision
from graph.store.review.regating import Regated, regate
from graph.store.review.task_facts import TaskView, packet_basis, scores_presented, task_view
from graph.store.review.task_writes import change_record, review_record, task_update

_OPERATION = "decideTask"


@dataclass(frozen=True, slots=True)
class Decided:
    """What the verdict led to: a decision, a question (`question_id`), a new round (`next_task_id`), or a free task."""

    task_id: str
    case_id: str
    state: TaskState
    decision_id: str | None
    action: str | None
    final_at: datetime | None
    audit_entry_id: str | None
    question_id: str | None = None
    next_task_id: str | None = None


async def decide(
    store: Store, actor: Actor, task_id: str, command: DecideCommand, idempotency_key: str
) -> Decided | Problem:
    """Write the verdict if it answers what the reviewer saw; the same request again gives the same answer."""
    fields: dict[str, Json] = {"taskId": task_id, **request_fields(command, {"note", "reading"})}

    async def read(one: Try) -> TaskView | UsedKey | Problem:
        return await task_view(store, actor, task_id, one.key.key)

    async def attempt(view: TaskView, one: Try) -> Attempted:
        plan = decide_rule(view.task, view.person, command, view.point.rules, one.now)
        if isinstance(plan, Problem):
            return await _with_fresh_packet(store, view, plan)
        given = GivenVerdict(command, plan, one.now)
        if plan.action is None:
            return await without_decision(store, view, given)
        return await _write(store, view, given, plan.action)

    request = Request(_OPERATION, actor.account, fields, {"note": command.note})
    return await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _decided)
    )


async def _with_fresh_packet(store: Store, view: TaskView, refusal: Problem) -> Problem:
    """Gate a stale task again before it is refused, so that the refusal names the packet to read now."""
    if refusal.code is not ProblemCode.STALE_PACKET or not view.outdated:
        return refusal
    fresh = await regate(store, view.point, view.task.task_id)
    if not isinstance(fresh, Regated) or fresh.packet_digest is None:
        return refusal
    details = {**refusal.details, "packetDigest": fresh.packet_digest, "version": str(fresh.version)}
    if fresh.changed:
        details["changed"] = "; ".join(fresh.changed)
    return Problem(refusal.code, refusal.message, details)


async def _write(store: Store, view: TaskView, given: GivenVerdict, action: str) -> PlannedWrite[DecideRow]:
    decision = _decision(store, view, given, action)
    review = review_record(store, view, given.command, given.now)
    basis: dict[str, Json] = {
        "policyVersionId": view.point.policy_id,
        "taskId": view.task.task_id,
        **packet_basis(view.row),
        "reviewId": review.id,
        "review": review_digest(review.stored()),
        "noteCommitment": await note_commitment(store, view.person.person_id, given.command.note),
    }
    audit = audit_entry(store, decision.leaf(view.person.person_id, basis), given.now)
    led_to: dict[str, Json] = {
        "decisionId": decision.id,
        "action": decision.action,
        "finalAt": decision.final_at,
        "auditEntryId": audit.id,
    }
    result = verdict_result(view, given.plan.change, led_to)
    row = DecideRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        packet_digest=view.task.packet_digest,
        scores=scores_presented(view.row),
        case=CaseUpdate(state=CaseState.DECIDED.value, version=view.row.case["version"] + 1),
        task=task_update(view, given.plan.change, given.now),
        review=review,
        decision=decision,
        changes=[change_record(store, view, given.plan.change, given.now)],
        audit=audit,
        outbox=outbox_event(store, decision),
    )
    return PlannedWrite(store.verdicts, row, result, view.case_id)


def _decision(store: Store, view: TaskView, given: GivenVerdict, action: str) -> DecisionRecord:
    at = milliseconds(given.now)
    ruling = Ruling(
        action=action,
        verdict=given.plan.verdict.value,
        kind="HUMAN",
        reason_code=given.command.reason_code,
        point_epoch=view.point.epoch,
    )
    times = (at, milliseconds(deliver_after(given.now, view.point.grace_seconds)), at)
    return DecisionRecord.of(ruling, store.clock.new_id(), view.case_id, times)


def _decided(result: StoredResult) -> Decided:
    final_at = result["finalAt"]
    return Decided(
        task_id=result["taskId"],
        case_id=result["caseId"],
        state=TaskState(result["state"]),
        decision_id=result["decisionId"],
        action=result["action"],
        final_at=None if final_at is None else moment(final_at),
        audit_entry_id=result["auditEntryId"],
        question_id=result["questionId"],
        next_task_id=result["nextTaskId"],
    )
