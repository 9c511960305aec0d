"""Claiming a task, giving it back, and what may move it while nobody holds it."""

from datetime import datetime

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.eligibility import DeciderFacts, who_may_not_decide
from graph.domain.review.lease import LEASE_SECONDS, Lease, grant
from graph.domain.review.task import Command, TaskChange, TaskFacts, TaskState
from graph.domain.review.transitions import illegal, moved


def claim(
    task: TaskFacts, person: DeciderFacts, now: datetime, lease_seconds: int = LEASE_SECONDS
) -> TaskChange | Problem:
    """Reserve a task for `person`: a fresh lease, the same answer to its holder, or who holds it."""
    match task.state, task.lease:
        case TaskState.READY, _:
            return _reserve(task, person, now, lease_seconds)
        case TaskState.RESERVED, Lease() as lease if not lease.is_live(now):
            return _reserve(task, person, now, lease_seconds)
        case TaskState.RESERVED, Lease() as lease if lease.holder != person.person_id:
            return claimed_by_other(task, lease)
        case TaskState.RESERVED, Lease() as lease:
            return may_not_take(task, person, now) or moved(
                task, Command.CLAIM, TaskState.RESERVED, lease=lease, same=True
            )
        case _:
            return illegal(task, Command.CLAIM)


def release(task: TaskFacts, person_id: str, lease_epoch: int, now: datetime) -> TaskChange | Problem:
    """Give a held task back to the queue; the epoch grows, so that what was seen under the old one is void."""
    if task.state is not TaskState.RESERVED:
        return illegal(task, Command.RELEASE)
    return holds_not(task, person_id, lease_epoch, now) or moved(
        task, Command.RELEASE, TaskState.READY, epoch=task.epoch + 1
    )


def escalate(task: TaskFacts, now: datetime) -> TaskChange | Problem:
    """Put a waiting task on its next rung, also one whose claim has run out; a held one is never taken away."""
    match task.state, task.lease:
        case TaskState.READY, _:
            return moved(task, Command.ESCALATE, TaskState.READY)
        case TaskState.RESERVED, Lease() as lease if not lease.is_live(now):
            return moved(task, Command.ESCALATE, TaskState.READY, epoch=task.epoch + 1)
        case _:
            return illegal(task, Command.ESCALATE)


def regate_automatic(task: TaskFacts) -> TaskChange | Problem:
    """Withdraw a waiting task because the gate now decides by itself; a held one stays with its person."""
    if task.state is not TaskState.READY:
        return illegal(task, Command.REGATE_AUTOMATIC)
    return moved(task, Command.REGATE_AUTOMATIC, TaskState.OBSOLETE)


def may_not_take(task: TaskFacts, person: DeciderFacts, now: datetime) -> Problem | None:
    """Refuse whoever abstained in this round or may not decide the case at all."""
    if person.person_id in task.barred:
        message = "You abstained on this case in this round, so another person decides it."
        return Problem(ProblemCode.NOT_ELIGIBLE, message, {"rule": "abstained"})
    return _in_the_round(task, person) or who_may_not_decide(person, now)


def _in_the_round(task: TaskFacts, person: DeciderFacts) -> Problem | None:
    """Refuse whoever is in the round already, and whoever is bound to somebody who is."""
    if task.peers is None:
        return None
    if person.person_id in task.peers.seated:
        message = "You judge this case already, and each verdict of a round is by another person: take another task."
        return Problem(ProblemCode.NOT_ELIGIBLE, message, {"rule": "same person"})
    if task.peers.bound:
        message = "Somebody who judges this case in this round acts for you, or you for them: take another task."
        return Problem(ProblemCode.CONFLICT_OF_INTEREST, message, {"rule": "delegate"})
    return None


def holds_not(task: TaskFacts, person_id: str, lease_epoch: int, now: datetime) -> Problem | None:
    """Refuse whoever does not hold the task now under the epoch they name."""
    lease = task.lease
    if lease is None or not lease.is_live(now):
        ended = "" if lease is None else f" at {lease.expires_at.isoformat()}"
        return Problem(
            ProblemCode.LEASE_EXPIRED,
            f"The claim on this task ended{ended}: claim it again; the packet you read stays valid if nothing changed.",
            {"leaseEpoch": str(task.epoch)},
        )
    if lease.holder != person_id:
        return claimed_by_other(task, lease)
    if lease.epoch != lease_epoch:
        return Problem(
            ProblemCode.LEASE_EXPIRED,
            f"You hold this task under lease epoch {lease.epoch}, not {lease_epoch}: send your last claim's.",
            {"leaseEpoch": str(lease.epoch)},
        )
    return None


def claimed_by_other(task: TaskFacts, lease: Lease) -> Problem:
    """Tell who holds the task and until when."""
    holder = task.holder_name or lease.holder
    until = lease.expires_at.isoformat()
    return Problem(
        ProblemCode.CLAIMED_BY_OTHER,
        f"{holder} holds this task until {until}: take another task, or come back then.",
        {"holder": holder, "until": until},
    )


def _reserve(task: TaskFacts, person: DeciderFacts, now: datetime, lease_seconds: int) -> TaskChange | Problem:
    lease = grant(person.person_id, task.epoch, now, lease_seconds)
    return may_not_take(task, person, now) or moved(
        task, Command.CLAIM, TaskState.RESERVED, lease=lease, epoch=lease.epoch
    )
