"""Reasons of a score that a reviewer holds to be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.text import check_free_text
from graph.domain.review.verdicts import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Dispute:
    """The decision, the feature whose part of the score is held to be wrong, and why."""

    decision_id: str
    feature: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A feature whose signed part of the score a reviewer saw; `disputed`: they said already that it is wrong."""

    id: str
    name: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class GivenReview:
    """A review that led to a decision: who gave it, and which reasons were shown."""

    id: str
    person_id: str
    reasons: Sequence[ShownReason]


def check_dispute(dispute: Dispute) -> Problem | None:
    """Refuse a dispute without a note, or with one that cannot be stored."""
    return check_free_text(dispute.note, "note", LONGEST_NOTE)


def disputed_reason(
    dispute: Dispute, person_id: str, reviews: Sequence[GivenReview]
) -> tuple[GivenReview, ShownReason] | Problem:
    """Return the review of a person and the reason that it disputes; only what they saw can be, and once."""
    review = next((one for one in reviews if one.person_id == person_id), None)
    if review is None:
        message = "You gave no verdict on this case: have a person who reviewed it say that a reason was wrong."
        return Problem(ProblemCode.NOT_ELIGIBLE, message)
    reason = next((one for one in review.reasons if one.name == dispute.feature), None)
    if reason is None:
        shown = ", ".join(one.name for one in review.reasons)
        message = (
            f"No reason that was shown is {dispute.feature}: name one of {shown or 'none, for the case had no score'}."
        )
        return invalid("feature", message)
    if reason.disputed:
        return Problem(
            ProblemCode.ILLEGAL_TRANSITION,
            f"You said already that {dispute.feature} was wrong here: name another reason.",
        )
    return review, reason
