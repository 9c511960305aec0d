"""Taking a decision back within its grace: the decision stays on record as invalidated, the case opens a new round."""

from dataclasses import dataclass
from datetime import datetime

from graph.domain.audit.leaves import Leaf, undo_leaf
from graph.domain.decision.outbox import TOO_LATE, OutboxEvent, OutboxState
from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import check_free_text
from graph.domain.people.roles import Actor, Operation
from graph.domain.review.resumption import undo as undo_rule
from graph.domain.review.task import UndoFacts, UndoPlan
from graph.domain.review.verdicts import LONGEST_NOTE
from graph.queries.review.tasks import UNDO_FACTS, UndoFactsParams, UndoRow
from graph.records.change import Move
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewTaskRecord
from graph.store.gate.gated_case import gated_case
from graph.store.gate.gating import gate
from graph.store.kernel.commands import Attempted, CommandSpec, Moved, PlannedWrite, Try, execute
from graph.store.kernel.recording import audit_entry, note_commitment, state_change
from graph.store.kernel.requests import StoredResult, UsedKey
from graph.store.kernel.store import Store
from graph.store.review.rounds import open_rounds_at
from graph.store.review.task_facts import TaskView, task_view
from graph.store.review.task_writes import task_update


@dataclass(frozen=True, slots=True)
class UndoCommand:
    """Which decision is taken back, and why."""

    decision_id: str
    reason_code: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UndoResult:
    """A decision that no longer stands, and the task on which the case is decided anew."""

    decision_id: str
    case_id: str
    next_task_id: str
    audit_entry_id: str


@dataclass(frozen=True, slots=True)
class _Undo:
    command: UndoCommand
    plan: UndoPlan
    now: datetime


@dataclass(frozen=True, slots=True)
class _Undoable:
    view: TaskView
    facts: UndoFacts


async def undo(store: Store, actor: Actor, command: UndoCommand, idempotency_key: str) -> UndoResult | Problem:
    """Take a decision back, by the person who made it, before it is final."""
    fields: dict[str, Json] = {"decisionId": command.decision_id, "reasonCode": command.reason_code}

    async def read(one: Try) -> _Undoable | UsedKey | Problem:
        return await _undoable(store, actor, command.decision_id, one.key.key)

    point: str | None = None

    async def attempt(undoable: _Undoable, one: Try) -> Attempted:
        nonlocal point
        point = undoable.view.point.key
        plan = undo_rule(undoable.view.task, undoable.facts, actor.person_id, one.now)
        return plan if isinstance(plan, Problem) else await _write(store, undoable.view, _Undo(command, plan, one.now))

    undone = await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.REVIEW_TASK,
            request=Request("undoDecision", actor.account, fields, {"note": command.note}),
            idempotency_key=idempotency_key,
            read=read,
            attempt=attempt,
            answer=_undone,
            fault=_unusable(command),
            subject="case",
        ),
    )
    if isinstance(undone, UndoResult) and point is not None:
        await open_rounds_at(store, point, [undone.case_id])
    return undone


async def _undoable(store: Store, actor: Actor, decision_id: str, stored_key: str) -> _Undoable | UsedKey | Problem:
    rows = await store.graph.read(UNDO_FACTS, UndoFactsParams(decision_id))
    if not rows:
        return Problem(
            ProblemCode.NOT_FOUND, f"There is no decision {decision_id} that could be undone: take its id from a list."
        )
    facts = rows[0]
    if facts.task_id is None or facts.decider_id is None:
        message = f"This decision was taken automatically, so nobody can undo it: {TOO_LATE}."
        return Problem(ProblemCode.NOT_ELIGIBLE, message, {"rule": "undo"})
    view = await task_view(store, actor, facts.task_id, stored_key)
    if not isinstance(view, TaskView):
        return view
    event = OutboxEvent(OutboxState(facts.event_state), moment(facts.deliver_after))
    return _Undoable(view, UndoFacts(facts.decider_id, event))


async def _write(store: Store, view: TaskView, undo_: _Undo) -> PlannedWrite[UndoRow] | Moved:
    before = await gated_case(store, view.task.task_id)
    if before is None:
        return Moved("GONE")
    change, next_id, round_ = undo_.plan.change, store.clock.new_id(), undo_.plan.next_round
    gate_input = before.gate_input(view.point, next_id, round_, person_required=True)
    gated = await gate(store, view.point, await before.trust(store, view.point), gate_input, undo_.now)
    if gated.for_people is None:
        raise AssertionError("a case whose decision was taken back is decided by a person")
    command, at = undo_.command, milliseconds(undo_.now)
    note = (command.note or "").strip() or None
    moved = Move(change.before.value, change.after.value, change.command.value, command.reason_code, note)
    record = state_change(store, moved, (view.person.person_id, view.person.kind), undo_.now)
    audit = audit_entry(store, await _leaf(store, view, undo_, record.id), undo_.now)
    place = (view.case_id, round_, 0)
    result: dict[str, Json] = {
        "decisionId": command.decision_id,
        "caseId": view.case_id,
        "nextTaskId": next_id,
        "auditEntryId": audit.id,
    }
    row = UndoRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        decision_id=command.decision_id,
        policy=view.point.policy_id,
        case=CaseUpdate(state=CaseState.IN_REVIEW.value, version=view.row.case["version"] + 1),
        task=task_update(view, change, undo_.now),
        change=record,
        evaluation=gated.evaluation,
        packet=gated.for_people.packet,
        next=ReviewTaskRecord.of(next_id, place, (at, at), gated.for_people.queued),
        audit=audit,
    )
    return PlannedWrite(store.undos, row, result, view.case_id)


async def _leaf(store: Store, view: TaskView, undo_: _Undo, change_id: str) -> Leaf:
    return undo_leaf(
        change_id,
        {
            "decisionId": undo_.command.decision_id,
            "caseId": view.case_id,
            "actorId": view.person.person_id,
            "reasonCode": undo_.command.reason_code,
            "noteCommitment": await note_commitment(store, view.person.person_id, undo_.command.note),
            "undoneAt": milliseconds(undo_.now),
        },
    )


def _unusable(command: UndoCommand) -> Problem | None:
    note = (command.note or "").strip()
    return check_free_text(command.reason_code, "reasonCode", LONGEST_NOTE) or (
        check_free_text(note, "note", LONGEST_NOTE) if note else None
    )


def _undone(result: StoredResult) -> UndoResult:
    return UndoResult(result["decisionId"], result["caseId"], result["nextTaskId"], result["auditEntryId"])
