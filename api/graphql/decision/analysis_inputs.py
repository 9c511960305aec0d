"""Inputs of the queries on decisions."""

from dataclasses import replace
from datetime import datetime, timedelta

import strawberry

from api.graphql.decision.filter import DecisionFilterInput
from api.graphql.enums import Grouping
from graph.domain.kernel.moments import earlier
from graph.domain.kernel.problems import Problem
from graph.store.decision.filtered import DecisionFilter
from graph.store.decision.summaries import ReportingPeriod

_DAYS = 30
"""Where no period is given: a month, for which reports are asked."""
_PERIOD = "Decided at this moment or later."


def span_of(
    filters: DecisionFilter, since: datetime | None, until: datetime | None, now: datetime, days: int = _DAYS
) -> tuple[datetime, datetime]:
    """Return from when to when decisions are wanted: as stated, else as filtered, else the days up to now."""
    end = until or filters.until or now
    return since or filters.since or earlier(end, timedelta(days=days)), end


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
        return ReportingPeriod(self.decision_point, *span_of(DecisionFilter(), self.from_, self.to, now))


@strawberry.input(description="Which decisions are summed up, and what they are counted by.")
class DecisionSummaryInput:
    """A filter and groupings."""

    decision_point: str | None = strawberry.field(default=None, description="The decision point; null for all.")
    from_: datetime | None = strawberry.field(
        default=None, name="from", description=f"{_PERIOD} Else that of `where`, else {_DAYS} days back."
    )
    to: datetime | None = strawberry.field(
        default=None, description="Decided before this moment; else that of `where`, else before now."
    )
    by: list[Grouping] = strawberry.field(
        default_factory=list, description="One row for each combination of these; at most one length of period."
    )
    where: DecisionFilterInput | None = strawberry.field(default=None, description="Only decisions that answer it.")
    entity_kind: str | None = strawberry.field(
        default=None, description="Where counted by ENTITY: entities of this kind only, such as a vendor."
    )

    def to_filter(self, now: datetime) -> DecisionFilter | Problem:
        """Return the filter as the store takes it, or which id is none."""
        where = self.where or DecisionFilterInput()
        filters = where.to_filter(self.decision_point)
        if isinstance(filters, Problem):
            return filters
        since, until = span_of(filters, self.from_, self.to, now)
        return replace(filters, since=since, until=until)


@strawberry.input(description="The node whose impact is wanted.")
class ImpactInput:
    """A question about what depends on a node."""

    id: strawberry.ID = strawberry.field(
        description="A source, dataset, model, feature, policy, a version or score of one, a review, or a person."
    )
    as_of: datetime | None = strawberry.field(default=None, description="The state that was known at this moment.")
    origin: str | None = strawberry.field(default=None, description="List only these: LIVE or REPLAYED.")
    basis: str | None = strawberry.field(default=None, description="List only these: INPUT or TRAINING.")
    first: int = strawberry.field(default=20, description="How many decisions of the list.")
    after: str | None = strawberry.field(default=None, description="The endCursor of the last page.")
