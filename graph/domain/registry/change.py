"""A change of what governs decisions: one person proposes it, another approves or declines it."""

from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind


class ChangeState(StrEnum):
    """Where a change stands; APPROVED waits for its time, and RECALLED is never used again."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    ACTIVE = "ACTIVE"
    SUPERSEDED = "SUPERSEDED"
    RECALLED = "RECALLED"


WAITING = frozenset({ChangeState.PROPOSED, ChangeState.APPROVED})
"""What is neither in use nor settled yet."""


def check_person(actor: Actor, subject: str) -> Problem | None:
    """Refuse a program; `subject` is what people alone decide."""
    if actor.kind is ActorKind.HUMAN:
        return None
    return Problem(ProblemCode.FORBIDDEN, f"{subject} is decided by people: send it as one.")


def check_second_person(key: str, proposer_id: str | None, actor: Actor) -> Problem | None:
    """Refuse the approval of one's own proposal, and of one of which nobody knows who made it."""
    if proposer_id is None:
        return Problem(ProblemCode.FORBIDDEN, f"Nobody knows who proposed {key}: have it declined and proposed again.")
    if proposer_id != actor.person_id:
        return None
    return Problem(
        ProblemCode.FORBIDDEN, f"You proposed {key} yourself: ask another person with the same role to approve it."
    )
