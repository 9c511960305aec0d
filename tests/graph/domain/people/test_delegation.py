"""Who may delegate to whom, for how long, and how a delegation stands."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.acting import ActingFor
from graph.domain.people.delegation import (
    DelegationDraft,
    DelegationFacts,
    DelegationState,
    check_delegation,
    check_ending,
    delegation_state,
    look_again,
)
from graph.domain.people.roles import Actor, ActorKind, Role
from tests.builders.values import NOW

HOUR = timedelta(hours=1)
ANA = Actor("ana", "ana", ActorKind.HUMAN, frozenset({Role.REVIEWER}))
ADMIN = Actor("admin", "admin", ActorKind.HUMAN, frozenset({Role.ADMIN}))
DRAFT = DelegationDraft("ana", "ben", NOW + HOUR, NOW + 9 * HOUR, "On leave.")
FACTS = DelegationFacts("ana", "ben")


def acting(actor: str, principal: str, since: datetime = NOW, hours: int = 9) -> ActingFor:
    return ActingFor(actor, actor.title(), principal, principal.title(), since, since + hours * HOUR)


@pytest.mark.parametrize("actor", [ANA, ADMIN], ids=["oneself", "an admin"])
def test_a_delegation_makes_a_link_with_its_times(actor: Actor) -> None:
    link = check_delegation(DRAFT, FACTS, actor, NOW)

    assert link == ActingFor("ben", "ben", "ana", "ana", NOW + HOUR, NOW + 9 * HOUR)


@pytest.mark.parametrize(
    ("draft", "facts", "code", "words"),
    [
        ({"ends": None}, {}, ProblemCode.INVALID_INPUT, "A delegation ends"),
        ({"ends": NOW}, {}, ProblemCode.INVALID_INPUT, "name a later end"),
        ({"ends": NOW + timedelta(days=91)}, {}, ProblemCode.INVALID_INPUT, "90 days at most"),
        (
            {"begins": NOW + timedelta(days=91), "ends": NOW + timedelta(days=92)},
            {},
            ProblemCode.INVALID_INPUT,
            "make it when it is nearer",
        ),
        ({"delegator": "ben"}, {}, ProblemCode.FORBIDDEN, "your own tasks"),
        ({}, {"delegate_id": None}, ProblemCode.INVALID_INPUT, "'ben' is no account"),
        ({}, {"delegate_id": "ana"}, ProblemCode.INVALID_INPUT, "for themselves"),
        ({"reason": "x" * 401}, {}, ProblemCode.INVALID_INPUT, "at most 400"),
        (
            {},
            {"links": (acting("ana", "ben"),)},
            ProblemCode.CONFLICT_OF_INTEREST,
            "ben acts for ana; Ana acts",
        ),
        ({}, {"delegations": (acting("cleo", "ana"),)}, ProblemCode.ILLEGAL_TRANSITION, "end that delegation first"),
        (
            {},
            {"links": (acting("ana", "b"), acting("b", "c"), acting("c", "d"), acting("d", "e"))},
            ProblemCode.CONFLICT_OF_INTEREST,
            "More than 4 people",
        ),
    ],
)
def test_what_has_no_end_goes_in_a_circle_or_is_not_ones_own_is_refused(
    draft: dict[str, object], facts: dict[str, object], code: ProblemCode, words: str
) -> None:
    refused = check_delegation(replace(DRAFT, **draft), replace(FACTS, **facts), ANA, NOW)  # type: ignore[arg-type]  # the cases name fields

    assert isinstance(refused, Problem)
    assert refused.code is code
    assert words in refused.message


def test_what_another_time_would_refuse_is_no_obstacle() -> None:
    later = acting("ana", "ben", NOW + 9 * HOUR)
    before = acting("cleo", "ana", NOW, 1)

    link = check_delegation(DRAFT, replace(FACTS, links=(later, before), delegations=(before,)), ANA, NOW)

    assert isinstance(link, ActingFor)


@pytest.mark.parametrize(
    ("hours", "ended", "state"),
    [
        (0, None, DelegationState.PLANNED),
        (1, None, DelegationState.RUNNING),
        (9, None, DelegationState.OVER),
        (2, NOW + HOUR, DelegationState.ENDED_EARLY),
    ],
)
def test_how_a_delegation_stands(hours: int, ended: datetime | None, state: DelegationState) -> None:
    assert delegation_state(NOW + HOUR, NOW + 9 * HOUR, ended, NOW + hours * HOUR) is state


def test_the_two_people_and_an_admin_end_what_has_not_ended() -> None:
    people, running = ("ana", "ben"), DelegationState.RUNNING
    stranger = replace(ANA, person_id="cleo")

    assert check_ending(ANA, people, running, None) is None
    assert check_ending(ADMIN, people, running, None) is None
    refused = [check_ending(stranger, people, running, None), check_ending(ANA, people, DelegationState.OVER, None)]
    assert [one.code for one in refused if one] == [ProblemCode.FORBIDDEN, ProblemCode.ILLEGAL_TRANSITION]


def test_tasks_are_looked_at_twice_after_each_turn() -> None:
    ends, settles = NOW + HOUR, timedelta(seconds=16)
    moments = [NOW - settles]
    while (following := look_again(NOW, ends, settles, moments[-1])) is not None:
        moments.append(following)

    assert moments[1:] == [NOW, NOW + settles, ends, ends + settles]
    assert look_again(NOW, NOW + settles / 2, settles, NOW) == NOW + settles / 2
