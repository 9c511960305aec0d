"""A round in which several people judge a case, as one of them may see it."""

from collections.abc import Sequence

import strawberry

from api.graphql.identifiers import optional_id
from api.graphql.rules import readable
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Operation
from graph.domain.review.rounds import Quorum
from graph.domain.review.task import Verdict


@strawberry.type(description="How several people judge a case together.", directives=[readable(Operation.READ_CASES)])
class SharedReview:
    """What closes a round, and what of its verdicts may be seen."""

    approvals_needed: int = strawberry.field(description="How many approvals by different people close it.")
    rejections_needed: int = strawberry.field(description="How many rejections close it.")
    blind: bool = strawberry.field(description="Whether verdicts are hidden from everybody until it is closed.")
    approvals: int | None = strawberry.field(description="Approvals so far; null while they are hidden.")
    rejections: int | None = strawberry.field(description="Rejections so far; null while they are hidden.")
    your_task_id: strawberry.ID | None = strawberry.field(description="The task of it that who asks holds.")


def shared_review_of(quorum: str | None, peers: Sequence[Stored], person: str) -> SharedReview | None:
    """Return the round of a task in GraphQL's form; None where one person judges."""
    if quorum is None:
        return None
    rule = Quorum.parse(quorum)
    verdicts = [one["verdict"] for one in peers]
    hidden = rule.blind and Verdict.REJECT.value not in verdicts and Verdict.APPROVE.value not in verdicts
    own = next((one["id"] for one in peers if one["holderId"] == person), None)
    return SharedReview(
        approvals_needed=rule.approve,
        rejections_needed=rule.reject,
        blind=rule.blind,
        approvals=None if hidden else verdicts.count(Verdict.APPROVE.value),
        rejections=None if hidden else verdicts.count(Verdict.REJECT.value),
        your_task_id=optional_id("ReviewTask", own),
    )
