"""Putting a held task off until a moment, and taking it up again."""

from dataclasses import replace
from datetime import datetime, timedelta

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.review.claims import holds_not
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.lease import LEASE_SECONDS
from graph.domain.review.resumption import resumed
from graph.domain.review.task import Command, Suspension, TaskChange, TaskFacts, TaskState
from graph.domain.review.transitions import illegal, suspend

LONGEST = timedelta(days=14)
"""Where a task has no deadline: who is away for longer delegates, and others decide."""


def snooze(task: TaskFacts, person_id: str, lease_epoch: int, until: datetime, now: datetime) -> TaskChange | Problem:
    """Put a held task off until a moment within its deadline, which keeps running."""
    if task.state is not TaskState.RESERVED:
        return illegal(task, Command.SNOOZE)
    if fault := holds_not(task, person_id, lease_epoch, now) or _check_until(until, task.due_at, now):
        return fault
    return replace(suspend(task, Command.SNOOZE, Suspension.SNOOZE), until=until)


def resume(
    task: TaskFacts,
    holder: DeciderFacts | None,
    now: datetime,
    lease_seconds: int = LEASE_SECONDS,
    *,
    by_time: bool = False,
) -> TaskChange | Problem:
    """Bring a task back to who put it off, under a fresh lease if they may still decide, else to its queue.

    By time once its moment has come; earlier by who put it off alone.
    """
    if task.state is not TaskState.SUSPENDED or task.suspension is not Suspension.SNOOZE:
        return illegal(task, Command.RESUME)
    if by_time and (task.suspended_until is None or now < task.suspended_until):
        return illegal(task, Command.RESUME)
    if not by_time and (task.lease is None or holder is None or holder.person_id != task.lease.holder):
        return _put_off_by_other(task)
    return resumed(task, Command.RESUME, holder, now, lease_seconds)


def _check_until(until: datetime, due_at: datetime | None, now: datetime) -> Problem | None:
    if until <= now:
        return invalid("until", f"{until:%Y-%m-%d %H:%M} is past: name a later moment.")
    if due_at is not None and due_at <= now:
        return invalid("until", "This case is late already and is not put off: decide it, or give it back.")
    if due_at is not None and until > due_at:
        return invalid("until", f"This case is due at {due_at:%Y-%m-%d %H:%M} UTC: choose a moment until then.")
    if until - now > LONGEST:
        latest = now + LONGEST
        return invalid("until", f"A case is put off {LONGEST.days} days at most: name a moment to {latest:%Y-%m-%d}.")
    return None


def _put_off_by_other(task: TaskFacts) -> Problem:
    until = "" if task.suspended_until is None else task.suspended_until.isoformat()
    holder = task.holder_name or ("" if task.lease is None else task.lease.holder)
    return Problem(
        ProblemCode.CLAIMED_BY_OTHER,
        f"{holder} has put this task off until {until}: take another task, or come back then.",
        {"holder": holder, "until": until},
    )
