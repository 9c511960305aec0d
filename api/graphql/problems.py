"""Refusals as GraphQL types: one for each code, all of them a `Problem`."""

from collections.abc import Mapping
from typing import TypeAlias

import strawberry

from api.graphql.enums import ProblemCode
from api.graphql.fields import described
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem as DomainProblem
from graph.domain.people.roles import Operation


@strawberry.interface(description="A refusal: nothing was written.", directives=[readable(Operation.READ_CASES)])
class Problem:
    """What every refusal says."""

    message: str = described("What is wrong, where, and how to mend it.")
    code: ProblemCode = described("The same for machines.")


@strawberry.type(name="NotFound", description="There is nothing by that name.")
class NotFound(Problem):
    """NOT_FOUND."""


@strawberry.type(name="Forbidden", description="The account lacks a role.")
class Forbidden(Problem):
    """FORBIDDEN."""

    needed: str | None = described("The roles of which one is needed.")


@strawberry.type(name="ClaimedByOther", description="Somebody else holds the task.")
class ClaimedByOther(Problem):
    """CLAIMED_BY_OTHER."""

    holder: str | None = described("Who holds it.")
    until: str | None = described("Until when, as an ISO time.")


@strawberry.type(name="LeaseExpired", description="The claim on the task is not, or no longer, yours.")
class LeaseExpired(Problem):
    """LEASE_EXPIRED."""

    lease_epoch: str | None = described("The epoch of the last claim.")


@strawberry.type(name="Stale", description="What the caller read has changed; the new tokens say what to read now.")
class Stale(Problem):
    """STALE_VERSION, STALE_PACKET and EXCEPTION_EXPIRED."""

    changed: str | None = described("What changed, in words.")
    packet_digest: str | None = described("The digest of the packet that holds now.")
    version: str | None = described("The version that the task has now.")


@strawberry.type(name="NotEligible", description="This person may not decide this case.")
class NotEligible(Problem):
    """CONFLICT_OF_INTEREST and NOT_ELIGIBLE."""

    rule: str | None = described("The rule that keeps the person out.")


@strawberry.type(name="IllegalTransition", description="The task's state does not know this command.")
class IllegalTransition(Problem):
    """ILLEGAL_TRANSITION."""

    state: str | None = described("The state that it is in.")


@strawberry.type(name="IdempotencyConflict", description="The key was used for another request.")
class IdempotencyConflict(Problem):
    """IDEMPOTENCY_CONFLICT."""


@strawberry.type(name="InvalidInput", description="Something in the input cannot be used.")
class InvalidInput(Problem):
    """INVALID_INPUT."""

    where: str | None = described("The place in the input.")


@strawberry.type(name="TryAgain", description="Not now: the same request with the same key can be sent again.")
class TryAgain(Problem):
    """OUTCOME_UNKNOWN_RETRY_SAME_KEY, RATE_LIMITED and UNAVAILABLE."""


@strawberry.type(name="TooComplex", description="The question would touch too much at once.")
class TooComplex(Problem):
    """TOO_COMPLEX."""


Refusal: TypeAlias = (
    NotFound
    | Forbidden
    | ClaimedByOther
    | LeaseExpired
    | Stale
    | NotEligible
    | IllegalTransition
    | IdempotencyConflict
    | InvalidInput
    | TryAgain
    | TooComplex
)
"""Every refusal; each operation's union holds them all, so that none can surprise a client that reads `Problem`."""

_TYPES: Mapping[ProblemCode, type[Refusal]] = {
    ProblemCode.NOT_FOUND: NotFound,
    ProblemCode.FORBIDDEN: Forbidden,
    ProblemCode.CLAIMED_BY_OTHER: ClaimedByOther,
    ProblemCode.LEASE_EXPIRED: LeaseExpired,
    ProblemCode.STALE_VERSION: Stale,
    ProblemCode.STALE_PACKET: Stale,
    ProblemCode.CONFLICT_OF_INTEREST: NotEligible,
    ProblemCode.NOT_ELIGIBLE: NotEligible,
    ProblemCode.ILLEGAL_TRANSITION: IllegalTransition,
    ProblemCode.IDEMPOTENCY_CONFLICT: IdempotencyConflict,
    ProblemCode.INVALID_INPUT: InvalidInput,
    ProblemCode.EXCEPTION_EXPIRED: Stale,
    ProblemCode.OUTCOME_UNKNOWN_RETRY_SAME_KEY: TryAgain,
    ProblemCode.TOO_COMPLEX: TooComplex,
    ProblemCode.RATE_LIMITED: TryAgain,
    ProblemCode.UNAVAILABLE: TryAgain,
}
_DETAILS: Mapping[type[Refusal], Mapping[str, str]] = {
    Forbidden: {"needed": "needed"},
    ClaimedByOther: {"holder": "holder", "until": "until"},
    LeaseExpired: {"leaseEpoch": "lease_epoch"},
    Stale: {"changed": "changed", "packetDigest": "packet_digest", "version": "version"},
    NotEligible: {"rule": "rule"},
    IllegalTransition: {"state": "state"},
    InvalidInput: {"where": "where"},
}


def to_refusal(problem: DomainProblem) -> Refusal:
    """Return a refusal as its GraphQL type."""
    kind = _TYPES[problem.code]
    details = {field: problem.details.get(name) for name, field in _DETAILS.get(kind, {}).items()}
    return kind(message=problem.message, code=problem.code, **details)
