"""Moves of a held task that decide nothing: giving it back, putting it off, abstaining, asking, editing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.review.correction import corrected
from graph.domain.review.rounds import ReviewRound
from graph.domain.review.task import DecideCommand, TaskChange, TaskState, VerdictPlan
from graph.queries.review.tasks import MoveRow, ReviewRow, RoundRow
from graph.records.intake import CaseUpdate, InputSnapshotRecord, Times
from graph.records.review import QuestionRecord, ReviewTaskRecord
from graph.store.gate.quality import Received, judged_payload, taken_correction
from graph.store.kernel.commands import PlannedWrite
from graph.store.kernel.store import Store
from graph.store.review.task_facts import TaskView, payload_of
from graph.store.review.task_writes import change_record, ended_task, review_record, task_update


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """A verdict that holds, and when it was given."""

    command: DecideCommand
    plan: VerdictPlan
    now: datetime


def verdict_result(view: TaskView, change: TaskChange, led_to: Mapping[str, Json]) -> dict[str, Json]:
    """Return what is stored as the result of a verdict, whichever of the five; `led_to` names what it made."""
    return {
        "taskId": view.task.task_id,
        "caseId": view.case_id,
        "state": change.after.value,
        **dict.fromkeys(("decisionId", "action", "finalAt", "auditEntryId", "questionId", "nextTaskId")),
        **led_to,
    }


def give_back(store: Store, view: TaskView, change: TaskChange, now: datetime) -> PlannedWrite[MoveRow]:
    """Return a held task to its queue."""
    result: dict[str, Json] = {
        "taskId": view.task.task_id,
        "state": change.after.value,
        "version": change.version,
    }
    row = _row(store, view, change, now, CaseUpdate(), ())
    return PlannedWrite(store.moves, row, result, view.case_id)


def put_off(store: Store, view: TaskView, change: TaskChange, now: datetime) -> PlannedWrite[MoveRow]:
    """Set a held task aside until the moment of the change, which its record names."""
    until = None if change.until is None else milliseconds(change.until)
    result: dict[str, Json] = {
        "taskId": view.task.task_id,
        "state": change.after.value,
        "version": change.version,
        "until": until,
    }
    return PlannedWrite(store.moves, _row(store, view, change, now, CaseUpdate(), ()), result, view.case_id)


async def without_decision(store: Store, view: TaskView, given: GivenVerdict) -> PlannedWrite[MoveRow] | Problem:
    """Write a verdict that decides nothing: ABSTAIN, RESPOND or EDIT."""
    change, case, rounds = given.plan.change, CaseUpdate(), []
    questions = _questions(store, given)
    if given.plan.correction is not None and given.plan.next_round is not None:
        received = _edited(view, given.plan.correction, given.now)
        if isinstance(received, Problem):
            return received
        rounds = [_round(store, view, given.plan.next_round, received, given.now)]
        case = _edited_case(view, rounds[0].snapshot)
    led_to: dict[str, Json] = {
        "questionId": questions[0].id if questions else None,
        "nextTaskId": rounds[0].task.id if rounds else None,
    }
    result = verdict_result(view, change, led_to)
    review = ReviewRow(review_record(store, view, given.command, given.now), questions, rounds)
    row = _row(store, view, change, given.now, case, [review])
    if rounds and view.task.peers is not None:
        row = _ending_round(store, view, row, view.task.peers, given.now)
    return PlannedWrite(store.moves, row, result, view.case_id)


def _ending_round(store: Store, view: TaskView, row: MoveRow, round_: ReviewRound, now: datetime) -> MoveRow:
    """Return the move with the end of its round: what is judged changes, so its votes are shown and count no more."""
    by = (view.person.person_id, view.person.kind)
    return replace(
        row,
        task=replace(row.task, quorum=round_.quorum.text),
        ended=[ended_task(store, task_id, by, now) for task_id in round_.open_tasks],
        shown=[vote.review_id for vote in round_.votes],
    )


def _row(  # the parts of one row
    store: Store,
    view: TaskView,
    change: TaskChange,
    now: datetime,
    case: CaseUpdate,
    reviews: Sequence[ReviewRow],
) -> MoveRow:
    return MoveRow(
        *view.tokens(),
        write_id=store.clock.new_id(),
        at=milliseconds(now),
        packet_digest=view.task.packet_digest,
        ends=change.after is TaskState.READY,
        case=case,
        task=task_update(view, change, now),
        reviews=reviews,
        changes=[change_record(store, view, change, now)],
        ended=[],
        shown=[],
    )


def _questions(store: Store, given: GivenVerdict) -> list[QuestionRecord]:
    if given.plan.question is None:
        return []
    at = milliseconds(given.now)
    return [QuestionRecord(store.clock.new_id(), given.plan.question, at, at)]


def _edited(view: TaskView, correction: Mapping[str, Json], now: datetime) -> Received | Problem:
    """Return the payload after the reviewer's correction, judged by the gates of its point."""
    taken = taken_correction(view.point, correction, now)
    if isinstance(taken, Problem):
        return taken
    payload = corrected(payload_of(view.row), taken)
    return payload if isinstance(payload, Problem) else judged_payload(view.point, payload, now)


def _edited_case(view: TaskView, snapshot: InputSnapshotRecord) -> CaseUpdate:
    """Return the case's next revision; whoever edits what the gate reads must not pass it by that: a person decides."""
    case = view.row.case
    return CaseUpdate(
        state=CaseState.AWAITING_SCORE.value,
        awaiting_score=view.row.point,
        version=case["version"] + 1,
        payload=snapshot.values,
        payload_digest=snapshot.digest,
        payload_revision=case["payloadRevision"] + 1,
        person_required=True,
    )


def _round(store: Store, view: TaskView, number: int, received: Received, now: datetime) -> RoundRow:
    at, place = milliseconds(now), (view.case_id, number, 0)
    times = Times(at, at, at)
    return RoundRow(
        snapshot=received.snapshot(store.clock.new_id(), times),
        quality=received.check(store.clock.new_id(), times),
        task=ReviewTaskRecord.of(store.clock.new_id(), place, (at, at)),
    )
