"""Deciding a task: a verdict becomes a decision, written along the edges that justify it."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.decision.appeal import check_edit
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request, request_fields
from graph.domain.kernel.moments import moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.task import DecideCommand, TaskState, Verdict
from graph.domain.review.verdicts import decide as decide_rule
from graph.queries.review.tasks import DecideRow
from graph.records.intake import CaseUpdate
from graph.store.decision.closing_appeals import close_appeal
from graph.store.decision.making import make_decision
from graph.store.decision.voting import vote
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.eligible import escalate_if_too_few
from graph.store.review.moves import GivenVerdict, verdict_result, without_decision
from graph.store.review.regating import Regated, regate
from graph.store.review.rounds import open_rounds
from graph.store.review.task_facts import TaskView, scores_presented, task_view
from graph.store.review.task_writes import change_record, review_record, task_update

_OPERATION = "decideTask"
_STALE = frozenset({ProblemCode.STALE_PACKET, ProblemCode.EXCEPTION_EXPIRED})
_VOTES = frozenset({Verdict.APPROVE, Verdict.REJECT})
_DECIDING = _VOTES | {Verdict.EDIT}
"""Verdicts that nobody gives at a stopped point; a question is asked and a task given back there as ever."""


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

    seen: TaskView | None = None

    async def attempt(view: TaskView, one: Try) -> Attempted:
        nonlocal seen
        seen = view
        if command.verdict in _DECIDING and (problem := view.point.stopped()):
            return problem
        if command.verdict is Verdict.EDIT and view.appeal is not None and (no := check_edit(view.appeal.kind)):
            return no
        plan = decide_rule(view.task, view.person, command, view.point.rules, one.now)
        if isinstance(plan, Problem):
            return await _with_fresh_packet(store, view, plan)
        given, round_ = GivenVerdict(command, plan, one.now), view.task.peers
        if round_ is not None and command.verdict in _VOTES:
            return await vote(store, view, given, round_)
        if plan.action is None:
            return await without_decision(store, view, given)
        if view.appeal is not None:
            return await close_appeal(store, view, given, plan.action, view.appeal)
        return await _write(store, view, given, plan.action)

    request = Request(_OPERATION, actor.account, fields, {"note": command.note})
    decided = await execute(
        store, actor, CommandSpec(Operation.REVIEW_TASK, request, idempotency_key, read, attempt, _decided)
    )
    if isinstance(decided, Decided) and seen is not None and seen.task.peers is not None:
        await _care_for_round(store, seen, command.verdict)
    return decided


async def _care_for_round(store: Store, view: TaskView, verdict: Verdict) -> None:
    """See to what a verdict among several may leave: tasks that are not open yet, and too few people for the rest."""
    if verdict is Verdict.ABSTAIN:
        await escalate_if_too_few(store, view.case_id)
    if verdict in _VOTES:
        await open_rounds(store, view.point, [view.case_id])


async def _with_fresh_packet(store: Store, view: TaskView, refusal: Problem) -> Problem:
    """Gate a stale task again before it is refused, so that the refusal names the packet to read now."""
    if refusal.code not in _STALE or not view.outdated:
        return refusal
    fresh = await regate(store, view.point, view.task.task_id)
    if not isinstance(fresh, Regated) or fresh.packet_digest is None:
        return refusal
    details = {**refusal.details, "packetDigest": fresh.packet_digest, "version": str(fresh.version)}
    if fresh.changed:
        details["changed"] = "; ".join(fresh.changed)
    return Problem(refusal.code, refusal.message, details)


async def _write(store: Store, view: TaskView, given: GivenVerdict, action: str) -> PlannedWrite[DecideRow]:
    review = review_record(store, view, given.command, given.now)
    made = await make_decision(store, view, given, action, review)
    row = DecideRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        packet_digest=view.task.packet_digest,
        scores=scores_presented(view.row),
        exceptions_until=view.exceptions_until,
        delegation_id=view.acts_by,
        case=CaseUpdate(state=CaseState.DECIDED.value, version=view.row.case["version"] + 1),
        task=task_update(view, given.plan.change, given.now),
        review=review,
        decision=made.decision,
        changes=[change_record(store, view, given.plan.change, given.now)],
        audit=made.audit,
        outbox=made.outbox,
    )
    return PlannedWrite(store.verdicts, row, verdict_result(view, given.plan.change, made.led_to), view.case_id)


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
