"""Delegation in absence: who may hand their work to whom, for how long, and how a delegation stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.reasons import check_reason
from graph.domain.people.acting import LONGEST_CHAIN, ActingFor, chain_sentence, circle_of, longest_chain
from graph.domain.people.roles import Actor, ActorKind, Role

LONGEST = timedelta(days=90)
"""A quarter, as for exceptions: whoever is away for longer gives up their role, not their tasks."""
DELEGATED = "DELEGATION"
"""The kind of an edge between two people that a delegation made."""


class DelegationState(StrEnum):
    """How a delegation stands."""

    PLANNED = "PLANNED"
    RUNNING = "RUNNING"
    OVER = "OVER"
    ENDED_EARLY = "ENDED_EARLY"


class DelegationCommand(StrEnum):
    """What is done with a delegation, as it stands on record."""

    DELEGATE = "DELEGATE"
    END = "END_DELEGATION"


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    """Whose work goes to whom (accounts), from when to when, and why; `begins` None: at once."""

    delegator: str
    delegate: str
    begins: datetime | None
    ends: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DelegationFacts:
    """What the graph says of a draft: both people, None where the account does not review, and links that run on.

    `links` are those within reach of the two that have not ended; `delegations` of them the delegator's own.
    """

    delegator_id: str | None
    delegate_id: str | None
    links: tuple[ActingFor, ...] = ()
    delegations: tuple[ActingFor, ...] = ()


def check_delegation(
    draft: DelegationDraft, facts: DelegationFacts, actor: Actor, now: datetime
) -> ActingFor | Problem:
    """Return the link that a delegation makes, or why there is none; whatever cannot be judged is refused."""
    fault = (
        _check_actor(actor, draft.delegator)
        or check_reason(draft.reason, None)
        or _check_times(draft, now)
        or _check_people(draft, facts)
    )
    if fault is not None:
        return fault
    link = ActingFor(
        facts.delegate_id or "",
        draft.delegate,
        facts.delegator_id or "",
        draft.delegator,
        draft.begins or now,
        draft.ends,
    )
    return _check_links(link, facts) or link


def check_ending(actor: Actor, people: tuple[str, str], state: DelegationState, reason: str | None) -> Problem | None:
    """Return why somebody cannot end a delegation that stands so; `people` are delegator and delegate (node ids)."""
    if actor.person_id not in people and Role.ADMIN not in actor.roles:
        return Problem(ProblemCode.FORBIDDEN, "Only the two people and an admin can end a delegation: ask one of them.")
    if fault := check_reason(reason, None):
        return fault
    if state in {DelegationState.PLANNED, DelegationState.RUNNING}:
        return None
    return Problem(
        ProblemCode.ILLEGAL_TRANSITION,
        "This delegation has ended already: make another one where one is needed.",
        {"state": state.value},
    )


def delegation_state(begins: datetime, ends: datetime, ended_at: datetime | None, now: datetime) -> DelegationState:
    """Return how a delegation stands; its last moment is the one before `ends`."""
    if ended_at is not None:
        return DelegationState.ENDED_EARLY
    if ends <= now:
        return DelegationState.OVER
    return DelegationState.RUNNING if begins <= now else DelegationState.PLANNED


def look_again(begins: datetime, ends: datetime, settles: timedelta, now: datetime) -> datetime | None:
    """Return when tasks are to be reassigned next, None where all is done.

    What was decided while a delegation began or ended may be written a little later, `settles` at most: so they are
    looked at a second time after each.
    """
    return min((at for at in (begins, begins + settles, ends, ends + settles) if at > now), default=None)


def _check_actor(actor: Actor, delegator: str) -> Problem | None:
    if actor.kind is not ActorKind.HUMAN:
        return Problem(ProblemCode.FORBIDDEN, "Who acts for whom is decided by people: send it as one.")
    if actor.account == delegator or Role.ADMIN in actor.roles:
        return None
    return Problem(ProblemCode.FORBIDDEN, "You can delegate your own tasks: ask an admin to delegate those of others.")


def _check_times(draft: DelegationDraft, now: datetime) -> Problem | None:
    begins = draft.begins or now
    if draft.ends is None:
        return invalid("until", f"A delegation ends: say when, within {LONGEST.days} days of its beginning.")
    if draft.ends <= max(begins, now):
        return invalid("until", f"{draft.ends:%Y-%m-%d %H:%M} is past, or before the beginning: name a later end.")
    if draft.ends - begins > LONGEST:
        latest = begins + LONGEST
        return invalid(
            "until",
            f"A delegation lasts {LONGEST.days} days at most, to {latest:%Y-%m-%d}: name no later end.",
        )
    if begins - now > LONGEST:
        return invalid("from", f"A delegation begins within {LONGEST.days} days: make it when it is nearer.")
    return None


def _check_people(draft: DelegationDraft, facts: DelegationFacts) -> Problem | None:
    for where, account, person_id in (
        ("delegator", draft.delegator, facts.delegator_id),
        ("delegate", draft.delegate, facts.delegate_id),
    ):
        if person_id is None:
            return invalid(where, f"{account!a} is no account in use of a person who reviews: name one who does.")
    if facts.delegator_id == facts.delegate_id:
        return invalid("delegate", "Nobody acts for themselves: name another person.")
    return None


def _check_links(link: ActingFor, facts: DelegationFacts) -> Problem | None:
    for other in facts.delegations:
        if _overlap(link, other):
            ends = "" if other.until is None else f" until {other.until:%Y-%m-%d %H:%M}"
            return Problem(
                ProblemCode.ILLEGAL_TRANSITION,
                f"{other.sentence}{ends}, in part of the same time: choose another time or end that delegation first.",
                {"path": other.sentence},
            )
    if circle := circle_of(link, facts.links):
        return Problem(
            ProblemCode.CONFLICT_OF_INTEREST,
            f"This would go in a circle ({chain_sentence(circle)}), and nobody could decide: name another person.",
            {"rule": "circle", "path": chain_sentence(circle)},
        )
    if longest_chain(link, facts.links) > LONGEST_CHAIN:
        return Problem(
            ProblemCode.CONFLICT_OF_INTEREST,
            f"More than {LONGEST_CHAIN} people would act for one another in a chain: name another person.",
            {"rule": "chain"},
        )
    return None


def _overlap(one: ActingFor, other: ActingFor) -> bool:
    return (one.since is None or other.until is None or one.since < other.until) and (
        other.since is None or one.until is None or other.since < one.until
    )
