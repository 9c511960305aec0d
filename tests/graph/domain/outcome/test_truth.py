"""What the record answers to a model's question: by its own name, else by decision and outcomes, each since when."""

from collections.abc import Sequence

import pytest

from graph.domain.outcome.truth import (
    KnownAnswer,
    KnownOutcome,
    TakenDecision,
    TruthRules,
    proposal_was_wrong,
    reported,
)

RULES = TruthRules("BUY", "LEAVE", ("BUY|returned", "BUY|late", "LEAVE|needed"))
PLAIN = TruthRules("BUY", "LEAVE", ())
BOUGHT = TakenDecision("BUY", by_person=True, at=10)


def of(kind: str, value: str, known: int) -> KnownOutcome:
    return KnownOutcome(kind, value, known)


@pytest.mark.parametrize(
    ("decision", "outcomes", "rules", "answer"),
    [
        (None, [], RULES, None),
        (TakenDecision("LEAVE", by_person=True, at=10), [], RULES, KnownAnswer(value=True, known=10)),
        (TakenDecision("LEAVE", by_person=False, at=10), [], RULES, None),
        (BOUGHT, [], RULES, None),
        (BOUGHT, [of("returned", "false", 20)], RULES, None),
        (BOUGHT, [of("returned", "false", 20), of("late", "false", 50)], RULES, KnownAnswer(value=False, known=50)),
        (BOUGHT, [of("returned", "true", 40), of("late", "true", 30)], RULES, KnownAnswer(value=True, known=30)),
        (BOUGHT, [], PLAIN, KnownAnswer(value=False, known=10)),
        (TakenDecision("BUY", by_person=False, at=10), [], PLAIN, None),
        (TakenDecision("WAIT", by_person=True, at=10), [], RULES, None),
    ],
)
def test_a_proposal_is_wrong_by_a_persons_alternative_or_by_its_outcomes(
    decision: TakenDecision | None, outcomes: Sequence[KnownOutcome], rules: TruthRules, answer: KnownAnswer | None
) -> None:
    assert proposal_was_wrong(decision, outcomes, rules) == answer


def test_the_last_report_under_the_questions_own_name_counts() -> None:
    outcomes = [of("late", "true", 30), of("late", "false", 60), of("returned", "true", 90), of("late", "soon", 99)]

    assert reported("late", outcomes) == KnownAnswer(value=False, known=60)
    assert reported("lost", outcomes) is None
