"""Which cases and tasks a list holds."""

from datetime import datetime

import strawberry

from graph.store.decision.filtered_cases import Subject


@strawberry.input(description="Which cases; every condition that is given must hold.")
class CaseFilterInput:
    """A filter."""

    from_: datetime | None = strawberry.field(
        default=None, name="from", description="Submitted at this moment or later; replayed: begun."
    )
    to: datetime | None = strawberry.field(default=None, description="Before this moment.")
    origin: str | None = strawberry.field(default=None, description="LIVE or REPLAYED.")
    external_id: str | None = strawberry.field(default=None, description="Of this id in the firm's systems.")
    entity: str | None = strawberry.field(
        default=None, description="About an entity of this id in the firm's systems, or of this name."
    )
    category: str | None = strawberry.field(default=None, description="About an entity of this category.")
    quality: str | None = strawberry.field(
        default=None, description="Whose newest input data are of this quality: CLEAN, TAINTED or UNKNOWN."
    )
    person: str | None = strawberry.field(default=None, description="Asked for by who bears this name.")

    def to_subject(self, point: str | None) -> Subject:
        """Return the conditions as the store takes them."""
        return Subject(
            since=self.from_,
            until=self.to,
            point=point,
            external_id=self.external_id,
            entity=self.entity,
            category=self.category,
            quality=self.quality,
            person=self.person,
        )


@strawberry.input(description="Which tasks; every condition that is given must hold.")
class TaskFilterInput:
    """A filter."""

    from_: datetime | None = strawberry.field(default=None, name="from", description="Made at this moment or later.")
    to: datetime | None = strawberry.field(default=None, description="Made before this moment.")
    decision_point: str | None = strawberry.field(default=None, description="At this decision point.")
    escalated: bool | None = strawberry.field(default=None, description="Whether it was escalated.")
    external_id: str | None = strawberry.field(default=None, description="About the case of this id.")
    entity: str | None = strawberry.field(
        default=None, description="About an entity of this id in the firm's systems, or of this name."
    )
    category: str | None = strawberry.field(default=None, description="About an entity of this category.")
    quality: str | None = strawberry.field(
        default=None, description="Presenting input data of this quality: CLEAN, TAINTED or UNKNOWN."
    )
    person: str | None = strawberry.field(
        default=None, description="Assigned to who bears this name, or acted on by them."
    )

    def to_subject(self) -> Subject:
        """Return the conditions as the store takes them."""
        return Subject(
            since=self.from_,
            until=self.to,
            point=self.decision_point,
            external_id=self.external_id,
            entity=self.entity,
            category=self.category,
            quality=self.quality,
            person=self.person,
        )
