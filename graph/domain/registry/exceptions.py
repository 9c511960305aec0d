"""Exceptions to rows of a policy: who may grant one to whom, for how long, and how one stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.gate.policy import GateResult, Policy
from graph.domain.gate.waivers import ExceptionScope
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.roles import Actor
from graph.domain.registry.change import check_person

LONGEST = timedelta(days=90)
"""A quarter: what is needed for longer is a change of the policy, back-tested and approved by a second person."""
EXPIRING = timedelta(days=7)
"""How long before its end an exception is listed as expiring: a week leaves time to change the policy instead."""
MOST_OPEN = 100
"""At one point: the gate reads them all, and whoever waives more than that means another policy."""


class ExceptionState(StrEnum):
    """How an exception stands."""

    ACTIVE = "ACTIVE"
    EXPIRING = "EXPIRING"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


class ExceptionCommand(StrEnum):
    """What is done with an exception, as it stands on record."""

    GRANT = "GRANT_EXCEPTION"
    REVOKE = "REVOKE_EXCEPTION"


@dataclass(frozen=True, slots=True)
class ExceptionDraft:
    """What is to be waived: a row at a point for an entity, a category or a case (by node id), until when, and why.

    `requested_by` is the account of the person who asks for it.
    """

    point: str
    rule: str
    scope: ExceptionScope
    subject_id: str
    until: datetime | None
    requested_by: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the graph says of a draft: the policy in use (None: unreadable or unsigned), who asks, and what it is for.

    `gains`: the granter asked for or sent the case, is tied to what it is for, or acts for somebody who does or is.
    `same` is the id of an open exception to the same row for the same; `open_ones` counts all at the point.
    """

    policy: Policy | None
    asker_id: str | None
    subject_name: str | None
    gains: bool
    open_ones: int
    same: str | None = None


def check_grant(draft: ExceptionDraft, facts: GrantFacts, actor: Actor, now: datetime) -> Problem | None:
    """Return why this person cannot grant this exception; whatever cannot be told is refused."""
    return (
        check_reason(draft.reason, "the rule should not hold here, for whoever looks at it later")
        or check_person(actor, "Which row of a policy is waived")
        or _check_end(draft.until, now)
        or _check_row(draft, facts.policy)
        or _check_people(draft, facts, actor)
        or _check_open(facts)
    )


def _check_end(until: datetime | None, now: datetime) -> Problem | None:
    if until is None:
        return invalid("until", f"An exception ends: say when, within {LONGEST.days} days.")
    if until <= now:
        return invalid("until", f"{until:%Y-%m-%d %H:%M} is past: name a time to come.")
    if until - now > LONGEST:
        return invalid(
            "until",
            f"An exception lasts {LONGEST.days} days at most, to {now + LONGEST:%Y-%m-%d}: name an earlier end, or "
            "propose a change of the policy.",
        )
    return None


def _check_row(draft: ExceptionDraft, policy: Policy | None) -> Problem | None:
    if policy is None:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION, f"No signed policy governs {draft.point}: have one approved first."
        )
    waivable = [row.id for row in policy.rows if row.result is GateResult.REVIEW]
    if draft.rule in waivable:
        return None
    row = next((one for one in policy.rows if one.id == draft.rule), None)
    why = "is none of the policy's rows" if row is None else f"answers {row.result}, which no exception waives"
    named = ", ".join(waivable) or "none; no exception is possible here"
    return invalid("rule", f"{draft.rule!a} {why}. Name a row that sends cases to a person: {named}.")


def _check_people(draft: ExceptionDraft, facts: GrantFacts, actor: Actor) -> Problem | None:
    if facts.subject_name is None:
        kind = draft.scope.lower()
        return Problem(ProblemCode.NOT_FOUND, f"There is no such {kind}: take its id from a page or a query.")
    if facts.asker_id is None:
        return invalid("requestedBy", f"There is no account {draft.requested_by!a}: name the person who asks for it.")
    if facts.asker_id == actor.person_id:
        return Problem(
            ProblemCode.FORBIDDEN, "Nobody grants an exception to themselves: ask another policy owner to grant it."
        )
    if facts.gains:
        return Problem(
            ProblemCode.CONFLICT_OF_INTEREST,
            f"You are concerned by {facts.subject_name}: ask another policy owner to grant the exception.",
            {"rule": "exception"},
        )
    return None


def _check_open(facts: GrantFacts) -> Problem | None:
    if facts.same is not None:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            "This row is waived here already: wait for the end of that exception, or have it revoked.",
            {"exception": facts.same},
        )
    if facts.open_ones >= MOST_OPEN:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            f"{MOST_OPEN} exceptions are open at this point: have some revoked, or propose a change of the policy.",
        )
    return None


def exception_state(until: datetime, revoked_at: datetime | None, now: datetime) -> ExceptionState:
    """Return how an exception stands; its last moment is the one before `until`."""
    if revoked_at is not None:
        return ExceptionState.REVOKED
    if until <= now:
        return ExceptionState.EXPIRED
    return ExceptionState.EXPIRING if until - now <= EXPIRING else ExceptionState.ACTIVE


def check_revoke(reason: str | None, state: ExceptionState, actor: Actor) -> Problem | None:
    """Return why an exception that stands so cannot be ended by this person."""
    if fault := check_reason(reason, "it ends early, for whoever counted on it"):
        return fault
    if fault := check_person(actor, "Which row of a policy is waived"):
        return fault
    if state in {ExceptionState.ACTIVE, ExceptionState.EXPIRING}:
        return None
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        f"This exception is {state.lower()} already: have another one granted where one is needed.",
        {"state": state.value},
    )
