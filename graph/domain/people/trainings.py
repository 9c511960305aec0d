"""Courses that people completed: who records which, and until when it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor

RECORD_TRAINING = "RECORD_TRAINING"
"""The command, as it stands on record."""
LONGEST_TRAINING = timedelta(days=5 * 366)
"""A course that counts longer is a slip of the pen: certificates that bind a firm are renewed within five years."""


@dataclass(frozen=True, slots=True)
class CompletedCourse:
    """What is recorded: whose account, which course, until when it counts, and what shows it."""

    account: str
    course: str
    valid_until: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class TrainingStand:
    """A person as they stand: until when the course counts now, None where it does not, and which courses there are."""

    human: bool
    running_until: datetime | None
    courses: Sequence[str]


def check_training(done: CompletedCourse, stand: TrainingStand, actor: Actor, now: datetime) -> Problem | None:
    """Refuse what nobody may record: a program's course, one's own, an unknown one, or one without a future."""
    if done.account == actor.account:
        return Problem(ProblemCode.FORBIDDEN, "Nobody records their own training: ask another admin.")
    if not stand.human:
        return invalid(
            "account", f"{done.account} is a program, which reviews nothing: choose the account of a person."
        )
    if done.course not in stand.courses:
        there = ", ".join(stand.courses)
        return invalid("course", f"No decision point demands a course {done.course[:60]!r}: take {there}.")
    if done.valid_until <= now:
        return invalid("validUntil", "A course counts until a moment to come: send a later one.")
    if done.valid_until > now + LONGEST_TRAINING:
        return invalid("validUntil", "A course counts five years at most: send an earlier moment.")
    if done.valid_until == stand.running_until:
        return invalid("validUntil", f"{done.course} counts until then already: send another moment, or leave it.")
    return check_reason(done.reason, "the course counts, such as the number of its certificate")
