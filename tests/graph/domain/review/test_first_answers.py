"""Who may see the advice of a blind-first point, and which first answers count."""

from dataclasses import replace

import pytest

from graph.domain.kernel.keys import FirstAnswerKey
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.first_answers import answer_first, answered_first, is_withheld, not_answered_first
from graph.domain.review.task import TaskState, Verdict
from tests.builders.values import NOW, reviewer, rules
from tests.builders.values import task as a_task

ANNA = FirstAnswerKey("anna", "REJECT", 5).text


def actor(name: str, *roles: Role) -> Actor:
    return Actor(name, name, ActorKind.HUMAN, frozenset(roles))


def test_a_stored_answer_is_read_by_the_person_who_gave_it() -> None:
    assert answered_first([ANNA], "anna") is Verdict.REJECT
    assert answered_first([ANNA], "bob") is None


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        (actor("anna", Role.REVIEWER), False),
        (actor("bob", Role.REVIEWER), True),
        (actor("bob", Role.REVIEWER, Role.ANALYST), True),
        (actor("cem", Role.ANALYST), False),
    ],
)
def test_the_advice_is_withheld_from_who_may_review_and_has_not_answered(who: Actor, hidden: bool) -> None:
    assert is_withheld([ANNA], who) is hidden


@pytest.mark.parametrize(
    ("verdict", "refused"),
    [
        (Verdict.APPROVE, True),
        (Verdict.EDIT, True),
        (Verdict.REJECT, True),
        (Verdict.RESPOND, False),
        (Verdict.ABSTAIN, False),
    ],
)
def test_only_a_judgement_needs_a_first_answer(verdict: Verdict, refused: bool) -> None:
    blind = replace(rules(), blind_first=True)

    assert (not_answered_first(a_task(), verdict, blind) is not None) is refused
    assert not_answered_first(a_task(), verdict, rules()) is None
    assert not_answered_first(replace(a_task(), first_answer=Verdict.EDIT), verdict, blind) is None


def test_a_first_answer_counts_once_by_the_holder_at_a_blind_first_point() -> None:
    blind, task = replace(rules(), blind_first=True), a_task()
    epoch = task.epoch

    def code(problem: Problem | None) -> ProblemCode | None:
        return None if problem is None else problem.code

    assert answer_first(task, reviewer(), (Verdict.APPROVE, epoch), blind, NOW) is None
    refused = {
        "not blind": answer_first(task, reviewer(), (Verdict.APPROVE, epoch), rules(), NOW),
        "no judgement": answer_first(task, reviewer(), (Verdict.ABSTAIN, epoch), blind, NOW),
        "twice": answer_first(
            replace(task, first_answer=Verdict.EDIT), reviewer(), (Verdict.APPROVE, epoch), blind, NOW
        ),
        "other claim": answer_first(task, reviewer(), (Verdict.APPROVE, epoch - 1), blind, NOW),
        "not held": answer_first(
            replace(task, state=TaskState.READY), reviewer(), (Verdict.APPROVE, epoch), blind, NOW
        ),
    }
    assert {name: code(problem) for name, problem in refused.items()} == {
        "not blind": ProblemCode.INVALID_INPUT,
        "no judgement": ProblemCode.INVALID_INPUT,
        "twice": ProblemCode.ILLEGAL_TRANSITION,
        "other claim": ProblemCode.LEASE_EXPIRED,
        "not held": ProblemCode.ILLEGAL_TRANSITION,
    }
