"""Who may have a decision looked at again, and when; and what a verdict then means for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.domain.decision.appeal import AppealFacts, AppealKind, AppealState, check_appeal, check_edit, verdict_on
from graph.domain.kernel.problems import ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from tests.builders.values import NOW

ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
PLANNER = Actor("planner", "planner-id", ActorKind.HUMAN, frozenset({Role.PLANNER}))
FACTS = AppealFacts(
    effective=True, live=True, final_at=NOW, open_appeal=False, several=False, requesters=frozenset({"planner-id"})
)


@pytest.mark.parametrize("actor", [ANALYST, PLANNER])
def test_analysts_and_who_asked_for_the_case_may_appeal_from_when_it_is_final(actor: Actor) -> None:
    assert check_appeal(AppealKind.APPEAL, "The amount was read wrongly.", FACTS, actor, NOW) is None


@pytest.mark.parametrize(
    ("reason", "facts", "actor", "code", "words"),
    [
        ("", FACTS, ANALYST, ProblemCode.INVALID_INPUT, "Say why"),
        ("Why.", replace(FACTS, requesters=frozenset()), PLANNER, ProblemCode.FORBIDDEN, "who asked for its case"),
        ("Why.", replace(FACTS, effective=False), ANALYST, ProblemCode.ILLEGAL_TRANSITION, "no longer in force"),
        ("Why.", replace(FACTS, live=False), ANALYST, ProblemCode.ILLEGAL_TRANSITION, "replayed"),
        ("Why.", replace(FACTS, open_appeal=True), ANALYST, ProblemCode.ILLEGAL_TRANSITION, "again already"),
        (
            "Why.",
            replace(FACTS, final_at=NOW + timedelta(seconds=1)),
            ANALYST,
            ProblemCode.ILLEGAL_TRANSITION,
            "to undo it",
        ),
    ],
)
def test_any_other_appeal_is_refused_with_what_to_do(
    reason: str, facts: AppealFacts, actor: Actor, code: ProblemCode, words: str
) -> None:
    problem = check_appeal(AppealKind.APPEAL, reason, facts, actor, NOW)

    assert problem is not None
    assert problem.code is code
    assert words in problem.message


def test_a_policy_owner_reopens_without_having_asked_for_the_case() -> None:
    assert check_appeal(AppealKind.REOPENING, "Why.", replace(FACTS, requesters=frozenset()), PLANNER, NOW) is None


def test_where_several_judge_all_but_a_spot_check_is_looked_at_again() -> None:
    several = replace(FACTS, several=True)

    drawn = check_appeal(AppealKind.SPOT_CHECK, "Drawn.", several, ANALYST, NOW)

    assert check_appeal(AppealKind.VIOLATION, "Rows out of order.", several, ANALYST, NOW) is None
    assert drawn is not None
    assert drawn.code is ProblemCode.ILLEGAL_TRANSITION


def test_another_action_changes_the_decision_and_the_same_confirms_it() -> None:
    verdicts = [verdict_on(AppealKind.APPEAL, "BUY", action) for action in ("BUY", "DO_NOT_BUY")]

    assert verdicts == [AppealState.CONFIRMED, AppealState.CHANGED]


def test_a_spot_check_changes_neither_the_decision_nor_its_case() -> None:
    verdicts = [verdict_on(AppealKind.SPOT_CHECK, "BUY", action) for action in ("BUY", "DO_NOT_BUY")]
    refused = check_edit(AppealKind.SPOT_CHECK)

    assert verdicts == [AppealState.CONFIRMED, AppealState.DIFFERED]
    assert refused is not None
    assert refused.code is ProblemCode.ILLEGAL_TRANSITION
    assert check_edit(AppealKind.APPEAL) is None
