"""What sets a task going again: a score, an answer, corrected data, its time, or an undo."""

from datetime import datetime

from graph.domain.decision.outbox import TOO_LATE, OutboxCommand, advance
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import may_not_take
from graph.domain.review.eligibility import DeciderFacts
from graph.domain.review.lease import LEASE_SECONDS, grant
from graph.domain.review.task import Command, Suspension, TaskChange, TaskFacts, TaskState, UndoFacts, UndoPlan
from graph.domain.review.transitions import illegal, moved, suspend


def scored(
    task: TaskFacts,
    holder: DeciderFacts | None,
    now: datetime,
    *,
    automatic: bool = False,
    lease_seconds: int = LEASE_SECONDS,
) -> TaskChange | Problem:
    """Bring a task out of its wait for a score; `automatic` says that the gate decided a new case by itself."""
    match task.state, task.suspension:
        case TaskState.AWAITING_SCORE, _:
            return moved(task, Command.SCORED, TaskState.OBSOLETE if automatic else TaskState.READY)
        case TaskState.SUSPENDED, Suspension.RESCORING:
            return resumed(task, Command.SCORED, holder, now, lease_seconds)
        case _:
            return illegal(task, Command.SCORED)


def answer(
    task: TaskFacts, holder: DeciderFacts | None, now: datetime, lease_seconds: int = LEASE_SECONDS
) -> TaskChange | Problem:
    """Bring a task back to who asked, under a fresh lease if they may still decide, else to the queue."""
    if task.state is TaskState.SUSPENDED and task.suspension is Suspension.QUESTION:
        return resumed(task, Command.ANSWER, holder, now, lease_seconds)
    return illegal(task, Command.ANSWER)


def rescore(task: TaskFacts) -> TaskChange | Problem:
    """Suspend a held task whose data was corrected, until its new score has come; the lease does not run."""
    if task.state is not TaskState.RESERVED:
        return illegal(task, Command.RESCORE)
    return suspend(task, Command.RESCORE, Suspension.RESCORING)


def undo(task: TaskFacts, facts: UndoFacts, person_id: str, now: datetime) -> UndoPlan | Problem:
    """Take a decision back within its grace, by the person who made it: the case opens a new round."""
    if task.state is not TaskState.COMPLETED:
        return illegal(task, Command.UNDO)
    if facts.decider != person_id:
        message = f"Only the person who decided can undo it, before it is final: ask that person, or {TOO_LATE}."
        return Problem(ProblemCode.NOT_ELIGIBLE, message, {"rule": "undo"})
    cancelled = advance(facts.event, OutboxCommand.CANCEL, now)
    if isinstance(cancelled, Problem):
        return cancelled
    return UndoPlan(moved(task, Command.UNDO, TaskState.OBSOLETE), task.round + 1)


def resumed(
    task: TaskFacts, command: Command, holder: DeciderFacts | None, now: datetime, lease_seconds: int
) -> TaskChange:
    """Bring a task that was set aside back to its holder, under a fresh lease if they may decide, else to its queue."""
    held_by = None if task.lease is None else task.lease.holder
    if holder is None or holder.person_id != held_by or may_not_take(task, holder, now) is not None:
        return moved(task, command, TaskState.READY, epoch=task.epoch + 1)
    lease = grant(holder.person_id, task.epoch, now, lease_seconds)
    return moved(task, command, TaskState.RESERVED, lease=lease, epoch=lease.epoch)
