"""Tasks of people who are away: handed to who acts for them, decided in their name, and given back."""

from dataclasses import replace
from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.claims import may_not_take
from graph.domain.review.eligibility import DeciderFacts, untrained
from graph.domain.review.lease import LEASE_SECONDS, grant
from graph.domain.review.task import Command, TaskChange, TaskFacts, TaskState
from graph.domain.review.transitions import illegal, moved


def reassign(
    task: TaskFacts, person: DeciderFacts, now: datetime, lease_seconds: int = LEASE_SECONDS
) -> TaskChange | Problem:
    """Give a held task to the person whose it is now, under a fresh lease; to the queue where they may not take it.

    One that waits for an answer, a score or its time goes on waiting, for that person. `task.for_id` is for whom they
    would act.
    """
    match task.state:
        case TaskState.RESERVED if task.lease is not None and task.lease.is_live(now):
            if _refuses(task, person, now) is not None:
                return moved(task, Command.REASSIGN, TaskState.READY, epoch=task.epoch + 1)
            lease = grant(person.person_id, task.epoch, now, lease_seconds)
            return moved(task, Command.REASSIGN, TaskState.RESERVED, lease=lease, epoch=lease.epoch)
        case TaskState.SUSPENDED if task.lease is not None and task.suspension is not None:
            lease = replace(task.lease, holder=person.person_id)
            waits = moved(task, Command.REASSIGN, TaskState.SUSPENDED, lease=lease, suspension=task.suspension)
            return replace(waits, until=task.suspended_until)
        case _:
            return illegal(task, Command.REASSIGN)


def may_not_stand_in(task: TaskFacts, person: DeciderFacts, now: datetime) -> Problem | None:
    """Refuse whoever holds a task for somebody for whom they no longer act, or who may not decide it themselves."""
    if task.for_id is None or task.for_id == person.person_id:
        return None
    principal = next((one for one in person.principals if one.person_id == task.for_id), None)
    if principal is None:
        return Problem(
            ProblemCode.NOT_ELIGIBLE,
            "The delegation by which you held this task has ended, and it goes back to who was away: take another one.",
            {"rule": "delegation ended"},
        )
    return untrained(person, principal, now)


def _refuses(task: TaskFacts, person: DeciderFacts, now: datetime) -> Problem | None:
    return may_not_take(task, person, now) or may_not_stand_in(task, person, now)
