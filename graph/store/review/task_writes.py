"""What every move of a task writes: its new working state, the record of the change, and a reviewer's act."""

from datetime import datetime

from graph.domain.kernel.keys import LeaseKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.people.roles import ActorKind
from graph.domain.review.task import DecideCommand, TaskChange, TaskState
from graph.queries.review.tasks import EndedTaskRow
from graph.records._record import UNCHANGED
from graph.records.change import Move, StateChangeRecord
from graph.records.review import ReviewRecord, ReviewTaskUpdate
from graph.store.kernel.recording import state_change
from graph.store.kernel.store import Store
from graph.store.review.task_facts import TaskView

END_ROUND = "END_ROUND"
"""The command by which a task ends with its round."""
_CLOSED = frozenset({TaskState.COMPLETED, TaskState.OBSOLETE})


def task_update(view: TaskView, change: TaskChange, now: datetime) -> ReviewTaskUpdate:
    """Return the task's new working state; when its lease ends is set by the statement, on the server's clock.

    A task that closes loses its place among the open ones and on the clock. A new lease is a claim of this moment.
    """
    lease, keeps = change.lease, change.lease is not None
    closed = None if change.after in _CLOSED else UNCHANGED
    ended = None if change.after in {TaskState.READY, TaskState.COMPLETED} else UNCHANGED
    return ReviewTaskUpdate(
        state=change.after.value,
        version=change.version,
        lease_epoch=change.epoch,
        holder_id=None if lease is None else lease.holder,
        lease_key=None if lease is None else LeaseKey(view.case_id, view.task.slot, change.epoch).text,
        lease_expires_at=ended,
        claimed_at=milliseconds(now) if change.after is TaskState.RESERVED else UNCHANGED,
        suspended_because=None if change.suspension is None else change.suspension.value,
        suspended_until=None if change.until is None else milliseconds(change.until),
        barred_ids=sorted(change.barred),
        sort_key=closed,
        sla_check_at=closed,
        for_id=view.acts_for if keeps else None,
        delegation_id=view.acts_by if keeps else None,
    )


def change_record(store: Store, view: TaskView, change: TaskChange, now: datetime) -> StateChangeRecord:
    """Return the immutable record of a task's move by the person of the view."""
    until = None if change.until is None else f"until {change.until.isoformat(timespec='seconds')}"
    moved = Move(change.before.value, change.after.value, change.command.value, until)
    return state_change(store, moved, (view.person.person_id, view.person.kind), now)


def review_record(store: Store, view: TaskView, command: DecideCommand, now: datetime) -> ReviewRecord:
    """Return the act of a reviewer, with the epochs it relied on and when it was claimed and opened."""
    at, reading, first = milliseconds(now), command.reading, view.task.first_answer
    return ReviewRecord(
        id=store.clock.new_id(),
        verdict=command.verdict.value,
        reason_code=command.reason_code,
        note=(command.note or "").strip() or None,
        lease_epoch=view.task.epoch,
        point_epoch=view.point.epoch,
        rights_epoch=view.row.rights_epoch,
        known_at=at,
        recorded_at=at,
        claimed_at=view.row.task["claimedAt"],
        opened_at=None if reading is None else at - reading.opened_ago_ms,
        dwell_ms=None if reading is None else reading.dwell_ms,
        first_verdict=None if first is None else first.value,
        for_id=view.acts_for,
    )


def ended_task(store: Store, task_id: str, actor: tuple[str, ActorKind], now: datetime) -> EndedTaskRow:
    """Return the end of a task whose round is over."""
    move = Move(TaskState.READY.value, TaskState.OBSOLETE.value, END_ROUND)
    task = ReviewTaskUpdate(
        state=TaskState.OBSOLETE.value,
        holder_id=None,
        lease_key=None,
        lease_expires_at=None,
        suspended_because=None,
        suspended_until=None,
        sort_key=None,
        sla_check_at=None,
    )
    return EndedTaskRow(task_id, task, state_change(store, move, actor, now))
