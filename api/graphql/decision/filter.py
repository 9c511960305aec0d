"""Which decisions a list holds."""

from datetime import datetime

import strawberry

from api.graphql.enums import DecisionState
from api.graphql.identifiers import node_id
from graph.domain.decision.record import COUNTED
from graph.domain.kernel.problems import Problem
from graph.store.decision.filtered import DecisionFilter


@strawberry.input(description="Which decisions; every condition that is given must hold.")
class DecisionFilterInput:
    """A filter."""

    from_: datetime | None = strawberry.field(default=None, name="from", description="Decided at this moment or later.")
    to: datetime | None = strawberry.field(default=None, description="Decided before this moment.")
    kind: str | None = strawberry.field(default=None, description="HUMAN or AUTOMATIC.")
    origin: str | None = strawberry.field(default=None, description="LIVE or REPLAYED.")
    action: str | None = strawberry.field(default=None, description="With this action, such as KEEP.")
    verdict: str | None = strawberry.field(default=None, description="APPROVE or REJECT.")
    policy_version_id: strawberry.ID | None = strawberry.field(default=None, description="Governed by this version.")
    policy: str | None = strawberry.field(
        default=None, description="Governed by the policy version of this key, or by any version of this policy."
    )
    model_version_id: strawberry.ID | None = strawberry.field(default=None, description="Scored by this version.")
    model: str | None = strawberry.field(
        default=None, description="Scored by the model version of this key, or by any version of this model."
    )
    decider: str | None = strawberry.field(default=None, description="Decided by who bears this name.")
    queue: str | None = strawberry.field(default=None, description="By a task in the queue of this key.")
    escalated: bool | None = strawberry.field(
        default=None, description="Whether it ended a task that was escalated; false: all others, automatic ones too."
    )
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
        default=None, description="Based on input data of this quality: CLEAN, TAINTED or UNKNOWN."
    )
    data_source: str | None = strawberry.field(
        default=None, description="Based on input data of the source of this key or name, through any dataset version."
    )
    drifted: bool | None = strawberry.field(
        default=None,
        description="Whether its case came in while a value of its decision point drifted, as `driftAlerts` lists.",
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
            action=self.action,
            verdict=self.verdict,
            policy_version_id=policy,
            policy=self.policy,
            model_version_id=model,
            model=self.model,
            decider=self.decider,
            queue=self.queue,
            escalated=self.escalated,
            against_model=self.against_model,
            ended_badly=self.ended_badly,
            external_id=self.external_id,
            entity=self.entity,
            category=self.category,
            quality=self.quality,
            data_source=self.data_source,
            drifted=self.drifted,
            states=tuple(self.states or COUNTED),
        )
