"""What every move of a task writes: its new working state, the record of the change, and a reviewer's act."""

from datetime import datetime
from typing import Any

from graph.domain.kernel.canonical import commitment
from graph.domain.kernel.moments import milliseconds
from graph.domain.review.task import DecideCommand, TaskChange
from graph.store.gating import Move, state_change
from graph.store.store import Store
from graph.store.task_facts import TaskView


def task_properties(view: TaskView, change: TaskChange) -> dict[str, Any]:
    """Return the task's new working state; when its lease ends is set by the statement, on the server's clock."""
    lease = change.lease
    return {
        "state": change.after.value,
        "version": change.version,
        "leaseEpoch": change.epoch,
        "holderId": None if lease is None else lease.holder,
        "leaseKey": None if lease is None else f"{view.case_id}|{view.task.slot}|{change.epoch}",
        "suspendedBecause": None if change.suspension is None else change.suspension.value,
        "barredIds": sorted(change.barred),
    }


def change_record(store: Store, view: TaskView, change: TaskChange, now: datetime) -> dict[str, Any]:
    """Return the immutable record of a task's move by the person of the view."""
    moved = Move(change.before.value, change.after.value, change.command.value)
    return state_change(store, moved, (view.person.person_id, view.person.kind), now)


def review_properties(view: TaskView, command: DecideCommand, review_id: str, now: datetime) -> dict[str, Any]:
    """Return the act of a reviewer, with the epochs it relied on."""
    at = milliseconds(now)
    return {
        "id": review_id,
        "verdict": command.verdict.value,
        "reasonCode": command.reason_code,
        "note": (command.note or "").strip() or None,
        "leaseEpoch": view.task.epoch,
        "pointEpoch": view.point.epoch,
        "rightsEpoch": view.row.rights_epoch,
        "knownAt": at,
        "recordedAt": at,
    }


async def note_commitment(store: Store, person_id: str, note: str | None) -> str | None:
    """Return the note as it enters digests and leaves: keyed, so that destroying the key erases it."""
    text = (note or "").strip()
    return commitment(await store.erasure_keys.of(person_id), {"note": text}) if text else None
