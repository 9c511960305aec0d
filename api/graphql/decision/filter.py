"""Which decisions a list holds."""

from datetime import datetime

import strawberry

from api.graphql.enums import DecisionState
from api.graphql.identifiers import node_id
from graph.domain.decision.state import COUNTED
from graph.domain.kernel.problems import Problem
from graph.store.decision.filtered import DecisionFilter


@strawberry.input(description="Which decisions; every condition that is given must hold.")
class DecisionFilterInput:
    """A filter."""

    from_: datetime | None = strawberry.field(default=None, name="from", description="Decided at this moment or later.")
    to: datetime | None = strawberry.field(default=None, description="Decided before this moment.")
    kind: str | None = strawberry.field(default=None, description="HUMAN or AUTOMATIC.")
    origin: str | None = strawberry.field(default=None, description="LIVE or REPLAYED.")
    policy_version_id: strawberry.ID | None = strawberry.field(default=None, description="Governed by this version.")
    model_version_id: strawberry.ID | None = strawberry.field(default=None, description="Scored by this version.")
    decider: str | None = strawberry.field(default=None, description="Decided by who bears this name.")
    against_model: bool | None = strawberry.field(
        default=None, description="Whether it went against the model's advice, as `overrides` counts it."
    )
    ended_badly: bool | None = strawberry.field(
        default=None, description="Whether it proved wrong; what is still open answers neither."
    )
    external_id: str | None = strawberry.field(default=None, description="About the case of this id.")
    entity: str | None = strawberry.field(
        default=None, description="About an entity of this id in the firm's systems, or of this name."
    )
    category: str | None = strawberry.field(default=None, description="About an entity of this category.")
    quality: str | None = strawberry.field(
        default=None, description="With input data of this quality: CLEAN, TAINTED or UNKNOWN."
    )
    states: list[DecisionState] | None = strawberry.field(
        default=None, description="Their states; without it all that were not undone, as `decisionSummary` counts."
    )

    def to_filter(self, point: str | None) -> DecisionFilter | Problem:
        """Return the filter as the store takes it, or which id is none."""
        policy = None if self.policy_version_id is None else node_id(self.policy_version_id, "PolicyVersion", "where")
        model = None if self.model_version_id is None else node_id(self.model_version_id, "ModelVersion", "where")
        if isinstance(policy, Problem):
            return policy
        if isinstance(model, Problem):
            return model
        return DecisionFilter(
            point=point,
            since=self.from_,
            until=self.to,
            kind=self.kind,
            origin=self.origin,
            policy_version_id=policy,
            model_version_id=model,
            decider=self.decider,
            against_model=self.against_model,
            ended_badly=self.ended_badly,
            external_id=self.external_id,
            entity=self.entity,
            category=self.category,
            quality=self.quality,
            states=tuple(self.states or COUNTED),
        )
