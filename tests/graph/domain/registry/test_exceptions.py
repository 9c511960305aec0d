"""Who may waive which row for how long, and how an exception stands."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.domain.gate.waivers import ExceptionScope
from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.exceptions import (
    EXPIRING,
    LONGEST,
    MOST_OPEN,
    ExceptionDraft,
    ExceptionState,
    GrantFacts,
    check_grant,
    check_revoke,
    exception_state,
)
from tests.builders.values import NOW, policy

OWNER = Actor("owner", "owner-id", ActorKind.HUMAN, frozenset({Role.POLICY_OWNER}))
PROGRAM = replace(OWNER, kind=ActorKind.SOFTWARE)
DRAFT = ExceptionDraft(
    "support", "urgent", ExceptionScope.ENTITY, "vendor-1", NOW + LONGEST, "asker", "The vendor is under contract."
)
FACTS = GrantFacts(policy().policy, "asker-id", "V-1", gains=False, open_ones=MOST_OPEN - 1)


def test_an_exception_by_another_person_than_who_asks_holds_to_the_last_day() -> None:
    assert check_grant(DRAFT, FACTS, OWNER, NOW) is None


@pytest.mark.parametrize(
    ("draft", "facts", "actor", "code", "words"),
    [
        (replace(DRAFT, reason="  "), FACTS, OWNER, ProblemCode.INVALID_INPUT, "Say why"),
        (DRAFT, FACTS, PROGRAM, ProblemCode.FORBIDDEN, "decided by people"),
        (replace(DRAFT, until=None), FACTS, OWNER, ProblemCode.INVALID_INPUT, "An exception ends"),
        (replace(DRAFT, until=NOW), FACTS, OWNER, ProblemCode.INVALID_INPUT, "is past"),
        (
            replace(DRAFT, until=NOW + LONGEST + timedelta(seconds=1)),
            FACTS,
            OWNER,
            ProblemCode.INVALID_INPUT,
            "90 days at most",
        ),
        (DRAFT, replace(FACTS, policy=None), OWNER, ProblemCode.ILLEGAL_TRANSITION, "No signed policy"),
        (replace(DRAFT, rule="none"), FACTS, OWNER, ProblemCode.INVALID_INPUT, "none of the policy's rows"),
        (replace(DRAFT, rule="stop"), FACTS, OWNER, ProblemCode.INVALID_INPUT, "which no exception waives"),
        (replace(DRAFT, rule="keep"), FACTS, OWNER, ProblemCode.INVALID_INPUT, "which no exception waives"),
        (DRAFT, replace(FACTS, subject_name=None), OWNER, ProblemCode.NOT_FOUND, "no such entity"),
        (DRAFT, replace(FACTS, asker_id=None), OWNER, ProblemCode.INVALID_INPUT, "There is no account 'asker'"),
        (DRAFT, replace(FACTS, asker_id="owner-id"), OWNER, ProblemCode.FORBIDDEN, "to themselves"),
        (DRAFT, replace(FACTS, gains=True), OWNER, ProblemCode.CONFLICT_OF_INTEREST, "concerned by V-1"),
        (DRAFT, replace(FACTS, same="e-1"), OWNER, ProblemCode.ILLEGAL_TRANSITION, "waived here already"),
        (DRAFT, replace(FACTS, open_ones=MOST_OPEN), OWNER, ProblemCode.ILLEGAL_TRANSITION, "are open at this point"),
    ],
)
def test_what_may_not_be_waived_is_refused_with_what_to_do(
    draft: ExceptionDraft, facts: GrantFacts, actor: Actor, code: ProblemCode, words: str
) -> None:
    problem = check_grant(draft, facts, actor, NOW)

    assert problem is not None
    assert problem.code is code
    assert words in problem.message


@pytest.mark.parametrize(
    ("until", "revoked_at", "state"),
    [
        (NOW + EXPIRING + timedelta(seconds=1), None, ExceptionState.ACTIVE),
        (NOW + EXPIRING, None, ExceptionState.EXPIRING),
        (NOW, None, ExceptionState.EXPIRED),
        (NOW, NOW - timedelta(days=1), ExceptionState.REVOKED),
    ],
)
def test_an_exception_is_listed_as_expiring_in_its_last_week(
    until: datetime, revoked_at: datetime | None, state: ExceptionState
) -> None:
    assert exception_state(until, revoked_at, NOW) is state


@pytest.mark.parametrize("state", list(ExceptionState))
def test_what_has_ended_is_not_revoked(state: ExceptionState) -> None:
    problem = check_revoke("The contract ended.", state, OWNER)

    assert (problem is None) is (state in {ExceptionState.ACTIVE, ExceptionState.EXPIRING})


def test_a_revocation_takes_a_reason_and_a_person() -> None:
    answers = [check_revoke(" ", ExceptionState.ACTIVE, OWNER), check_revoke("Why.", ExceptionState.ACTIVE, PROGRAM)]

    assert [one.code for one in answers if one] == [ProblemCode.INVALID_INPUT, ProblemCode.FORBIDDEN]
