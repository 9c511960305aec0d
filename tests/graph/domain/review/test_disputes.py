"""A reason of a score is disputed by who saw it, once, with a note."""

import pytest

from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.review.disputes import Dispute, GivenReview, ShownReason, check_dispute, disputed_reason

AMOUNT, VENDOR = ShownReason("f-1", "amount", disputed=False), ShownReason("f-2", "vendor", disputed=True)
REVIEWS = [GivenReview("r-1", "ann", [AMOUNT, VENDOR]), GivenReview("r-2", "bob", [])]


def test_who_reviewed_a_case_can_dispute_a_reason_that_was_shown() -> None:
    assert disputed_reason(Dispute("d", "amount", "Twice."), "ann", REVIEWS) == (REVIEWS[0], AMOUNT)


@pytest.mark.parametrize(
    ("person", "feature", "code"),
    [
        ("eve", "amount", ProblemCode.NOT_ELIGIBLE),
        ("ann", "colour", ProblemCode.INVALID_INPUT),
        ("bob", "amount", ProblemCode.INVALID_INPUT),
        ("ann", "vendor", ProblemCode.ILLEGAL_TRANSITION),
    ],
)
def test_what_was_not_seen_or_is_disputed_already_is_refused(person: str, feature: str, code: ProblemCode) -> None:
    refused = disputed_reason(Dispute("d", feature, "Wrong."), person, REVIEWS)

    assert isinstance(refused, Problem)
    assert refused.code is code


@pytest.mark.parametrize("note", ["", "  ", "x" * 4001])
def test_a_dispute_says_why_within_bounds(note: str) -> None:
    problem = check_dispute(Dispute("d", "amount", note))

    assert problem is not None
    assert problem.details["where"] == "note"
