"""Reasons of scores that reviewers hold to be wrong."""

from datetime import datetime, timedelta
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.fields import SAME_KEY
from api.graphql.identifiers import global_id, node_id
from api.graphql.permissions import Requires, RequiresOrFails
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.domain.review.disputes import Dispute
from graph.store.review.disputes import Disputed, dispute_reason, disputed_features

_READABLE = [readable(Operation.READ_CASES)]
_DAYS = 84
"""As far back as key figures look."""


@strawberry.input(description="A reason of a score that was wrong.")
class DisputeReasonInput:
    """A dispute."""

    decision_id: strawberry.ID = strawberry.field(description="The decision, on whose case you gave a verdict.")
    feature: str = strawberry.field(description="The reason's feature, as `caseInputs` names it.")
    note: str = strawberry.field(description="What is wrong with it.")
    idempotency_key: str = strawberry.field(description=SAME_KEY)


@strawberry.type(description="A dispute that is on record.", directives=_READABLE)
class DisputedReason:
    """A dispute."""

    review_id: strawberry.ID = strawberry.field(description="The review that disputes it.")
    feature: str = strawberry.field(description="The feature.")


@strawberry.type(description="A feature whose part of the score reviewers hold to be wrong.", directives=_READABLE)
class DisputedFeature:
    """A disputed feature."""

    feature_version_id: strawberry.ID = strawberry.field(description="The version of the feature, as a node.")
    feature: str = strawberry.field(description="Its name.")
    words: str = strawberry.field(description="What it is called.")
    disputes: int = strawberry.field(description="How many reviews dispute it.")
    last_at: datetime = strawberry.field(description="When one last did.")


@strawberry.input(description="Which disputes are wanted.")
class DisputedReasonsInput:
    """A question about disputes."""

    decision_point: str = strawberry.field(description="The decision point.")
    from_: datetime | None = strawberry.field(
        default=None, name="from", description=f"Disputed at this moment or later; else {_DAYS} days back."
    )
    to: datetime | None = strawberry.field(default=None, description="Disputed before this moment; else until now.")


DisputeReasonResult: TypeAlias = Annotated[
    DisputedReason | Refusal,
    strawberry.union("DisputeReasonResult", description="The dispute, or why it was refused."),
]


@strawberry.type
class DisputeMutations:
    """What reviewers say of reasons."""

    @strawberry.mutation(
        description="Say that a reason of the score was wrong, after your verdict on the case; the note says why.",
        extensions=[Requires(Operation.REVIEW_TASK)],
    )
    async def dispute_reason(self, info: SignoffInfo, input: DisputeReasonInput) -> DisputeReasonResult:  # noqa: A002  # GraphQL's convention
        """Dispute a reason."""
        store, actor, key = info.context.store, info.context.actor, input.idempotency_key
        decision = node_id(input.decision_id, "Decision", "decisionId")
        dispute = decision if isinstance(decision, Problem) else Dispute(decision, input.feature, input.note)
        return await answer(dispute, lambda parsed: dispute_reason(store, actor, parsed, key), _disputed)


@strawberry.type
class DisputeQueries:
    """Which reasons are disputed."""

    @strawberry.field(
        description="Which reasons of scores reviewers hold to be wrong, the most often disputed first.",
        extensions=[RequiresOrFails(Operation.READ_CASES)],
    )
    async def disputed_reasons(self, info: SignoffInfo, input: DisputedReasonsInput) -> list[DisputedFeature]:  # noqa: A002  # as above
        """Return the disputed reasons."""
        store = info.context.store
        until = input.to or store.clock.now()
        since = input.from_ or until - timedelta(days=_DAYS)
        return [
            DisputedFeature(
                feature_version_id=global_id("FeatureVersion", one.id),
                feature=one.feature,
                words=one.label,
                disputes=one.disputes,
                last_at=one.last_at,
            )
            for one in await disputed_features(store, input.decision_point, since, until)
        ]


def _disputed(one: Disputed) -> DisputedReason:
    return DisputedReason(review_id=global_id("Review", one.review_id), feature=one.feature)
