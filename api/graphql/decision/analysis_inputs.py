"""Inputs of the queries on decisions."""

from datetime import datetime, timedelta

import strawberry

from api.graphql.enums import Grouping
from graph.domain.kernel.moments import earlier
from graph.store.decision.summaries import ReportingPeriod

_DAYS = 30
_PERIOD = "Decided at this moment or later."


@strawberry.input(description="A period at a decision point.")
class PeriodInput:
    """A period."""

    decision_point: str = strawberry.field(description="The decision point.")
    from_: datetime | None = strawberry.field(
        default=None, name="from", description=f"{_PERIOD} Else {_DAYS} days back."
    )
    to: datetime | None = strawberry.field(default=None, description="Decided before this moment; else before now.")

    def to_period(self, now: datetime) -> ReportingPeriod:
        """Return the period as the store takes it."""
        until = self.to or now
        return ReportingPeriod(self.decision_point, self.from_ or earlier(until, timedelta(days=_DAYS)), until)


@strawberry.input(description="A period at a decision point, and what its decisions are counted by.")
class DecisionSummaryInput(PeriodInput):
    """A period and groupings."""

    by: list[Grouping] = strawberry.field(default_factory=list, description="One row for each combination of these.")


@strawberry.input(description="The node whose impact is wanted.")
class ImpactInput:
    """A question about what depends on a node."""

    id: strawberry.ID = strawberry.field(description="A version of data, model, feature or policy, or a person.")
    as_of: datetime | None = strawberry.field(default=None, description="The state that was known at this moment.")
    origin: str | None = strawberry.field(default=None, description="List only these: LIVE or REPLAYED.")
    basis: str | None = strawberry.field(default=None, description="List only these: INPUT or TRAINING.")
    first: int = strawberry.field(default=20, description="How many decisions of the list.")
    after: str | None = strawberry.field(default=None, description="The endCursor of the last page.")
