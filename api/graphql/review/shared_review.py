"""A round in which several people judge a case, as one of them may see it."""

import json
from collections.abc import Sequence
from datetime import datetime

import strawberry

from api.graphql.identifiers import optional_id
from api.graphql.rules import readable
from graph.domain.kernel.moments import moment
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Operation
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Verdict


@strawberry.type(
    description="The correction by one of several judges that opened a round.",
    directives=[readable(Operation.READ_CASES)],
)
class JudgeCorrection:
    """What was corrected, by whom, and whether that counts."""

    by: str = strawberry.field(description="Who corrected the case.")
    at: datetime = strawberry.field(description="When.")
    fields: list[str] = strawberry.field(description="The fields that were corrected.")
    counts: bool = strawberry.field(description="It counts as an approval of this round.")


@strawberry.type(description="How several people judge a case together.", directives=[readable(Operation.READ_CASES)])
class SharedReview:
    """What closes a round, and what of its verdicts may be seen."""

    approvals_needed: int = strawberry.field(description="How many approvals by different people close it.")
    rejections_needed: int = strawberry.field(description="How many rejections close it.")
    blind: bool = strawberry.field(description="Whether verdicts are hidden from everybody until it is closed.")
    approvals: int | None = strawberry.field(description="Approvals so far; null while they are hidden.")
    rejections: int | None = strawberry.field(description="Rejections so far; null while they are hidden.")
    correction: JudgeCorrection | None = strawberry.field(description="The correction that opened it; null: none did.")
    your_task_id: strawberry.ID | None = strawberry.field(description="The task of it that who asks holds.")


def shared_review_of(
    quorum: str | None, peers: Sequence[Stored], person: str, correction: Stored | None
) -> SharedReview | None:
    """Return the round of a task in GraphQL's form; None where one person judges.

    Who corrects a case is seen, so the approval that this counts as is no hidden verdict and shows no other.
    """
    if quorum is None:
        return None
    rule = Quorum.parse(quorum)
    verdicts = [one["verdict"] for one in peers]
    hidden = rule.blind and all(one["verdict"] is None or one["carried"] for one in peers)
    own = next((one["id"] for one in peers if one["holderId"] == person), None)
    return SharedReview(
        approvals_needed=rule.approve,
        rejections_needed=rule.reject,
        blind=rule.blind,
        approvals=None if hidden else verdicts.count(Verdict.APPROVE.value),
        rejections=None if hidden else verdicts.count(Verdict.REJECT.value),
        correction=None if correction is None else _correction(correction, counts=any(one["carried"] for one in peers)),
        your_task_id=optional_id("ReviewTask", own),
    )


def _correction(stored: Stored, *, counts: bool) -> JudgeCorrection:
    values, before = json.loads(stored["values"]), json.loads(stored["before"])
    return JudgeCorrection(
        by=stored["by"],
        at=moment(stored["at"]),
        fields=sorted(name for name in values.keys() | before.keys() if values.get(name) != before.get(name)),
        counts=counts,
    )
