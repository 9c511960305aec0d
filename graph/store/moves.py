"""Moves of a held task that decide nothing: giving it back, abstaining, asking, editing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.intake.case import CaseState
from graph.domain.kernel.canonical import Json, canonical_json, digest
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.review.correction import corrected
from graph.domain.review.task import DecideCommand, TaskChange, TaskState, VerdictPlan
from graph.store.commands import PlannedWrite
from graph.store.gating import CLOSED
from graph.store.intake import judged_payload, taken_correction
from graph.store.store import Store
from graph.store.task_facts import TaskView, payload_of
from graph.store.task_writes import change_record, review_properties, task_properties


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict that holds, and when it was given."""

    command: DecideCommand
    plan: VerdictPlan
    now: datetime


def give_back(store: Store, view: TaskView, change: TaskChange, now: datetime) -> PlannedWrite:
    """Return a held task to its queue."""
    result: dict[str, Json] = {
        "taskId": view.task.task_id,
        "state": change.after.value,
        "version": change.version,
    }
    row = {
        **_row(store, view, change, now),
        "ends": True,
        "case": {},
        "reviews": [],
    }
    return PlannedWrite(store.moves, row, result, view.case_id)


async def say(store: Store, view: TaskView, said: Said) -> PlannedWrite | Problem:
    """Write a verdict that decides nothing: ABSTAIN, RESPOND or EDIT."""
    change, at = said.plan.change, milliseconds(said.now)
    asked, rounds, case = _questions(store, said, at), [], {}
    if said.plan.correction is not None:
        correction = taken_correction(view.point, said.plan.correction, said.now)
        if isinstance(correction, Problem):
            return correction
        payload = corrected(payload_of(view.row), correction)
        if isinstance(payload, Problem):
            return payload
        case = _edited_case(view, payload)
        rounds = [_round(store, view, said, payload)]
    result: dict[str, Json] = {
        "taskId": view.task.task_id,
        "caseId": view.case_id,
        "state": change.after.value,
        "version": change.version,
        "decisionId": None,
        "action": None,
        "finalAt": None,
        "auditEntryId": None,
        "questionId": asked[0]["id"] if asked else None,
        "nextTaskId": rounds[0]["task"]["id"] if rounds else None,
    }
    review = review_properties(view, said.command, store.clock.new_id(), said.now)
    row = {
        **_row(store, view, change, said.now),
        "ends": change.after is TaskState.READY,
        "case": case,
        "reviews": [{"review": review, "questions": asked, "rounds": rounds}],
    }
    return PlannedWrite(store.moves, row, result, view.case_id)


def _row(store: Store, view: TaskView, change: TaskChange, now: datetime) -> dict[str, Any]:
    task = task_properties(view, change)
    if change.after is TaskState.READY:
        task["leaseExpiresAt"] = None
    if change.after is TaskState.COMPLETED:
        task |= {**CLOSED, "leaseExpiresAt": None}
    return {
        **view.tokens(),
        "writeId": store.clock.new_id(),
        "at": milliseconds(now),
        "packetDigest": view.task.packet_digest,
        "task": task,
        "changes": [change_record(store, view, change, now)],
    }


def _questions(store: Store, said: Said, at: int) -> list[dict[str, Any]]:
    if said.plan.question is None:
        return []
    return [{"id": store.clock.new_id(), "text": said.plan.question, "knownAt": at, "recordedAt": at}]


def _edited_case(view: TaskView, payload: dict[str, Json]) -> dict[str, Any]:
    """Return the case's next revision; whoever edits what the gate reads must not pass it by that: a person decides."""
    case = view.row.case
    return {
        "state": CaseState.AWAITING_SCORE.value,
        "awaitingScore": view.row.point,
        "version": case["version"] + 1,
        "payload": canonical_json(payload).decode(),
        "payloadDigest": digest(payload),
        "payloadRevision": case["payloadRevision"] + 1,
        "personRequired": True,
    }


def _round(store: Store, view: TaskView, said: Said, payload: dict[str, Json]) -> dict[str, Any]:
    at, number = milliseconds(said.now), said.plan.next_round
    times = {"knownAt": at, "recordedAt": at}
    received = judged_payload(view.point, payload, said.now)
    return {
        "snapshot": {
            "id": store.clock.new_id(),
            "values": canonical_json(payload).decode(),
            "digest": digest(payload),
            "quality": received.quality,
            "asOf": at,
            "occurredAt": at,
            **times,
        },
        "quality": received.check(store.clock.new_id(), times),
        "task": {
            "id": store.clock.new_id(),
            "slotKey": f"{view.case_id}|{number}|{view.task.slot}",
            "state": TaskState.AWAITING_SCORE.value,
            "version": 1,
            "round": number,
            "slot": view.task.slot,
            "leaseEpoch": 0,
            "barredIds": [],
            **times,
        },
    }
