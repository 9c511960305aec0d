"""The impact forecast as it is read."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from api.graphql.identifiers import global_id
from api.graphql.planning.forecast_types import ForecastAccuracy, accuracy_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation

if TYPE_CHECKING:
    from pipelines.impact.ahead import ImpactAhead, NodeAhead

_READABLE = [readable(Operation.READ_FORECASTS)]


@strawberry.type(description="Decisions that rest on something.", directives=_READABLE)
class DecisionsAhead:
    """Decisions lately and ahead."""

    recent: int = strawberry.field(description="How many were made in the last four weeks.")
    expected: float | None = strawberry.field(
        description="How many are expected in the period; null with fewer than two weeks of decisions."
    )
    low: int | None = strawberry.field(description="The lower end of its 90 % interval.")
    high: int | None = strawberry.field(description="Its upper end.")


@strawberry.type(
    description="Of the newest cases with a stored explanation, how many the gate would send another way without it.",
    directives=_READABLE,
)
class DecisionWeight:
    """A weight."""

    cases: int = strawberry.field(description="Cases with a stored explanation that rest on it.")
    changed: int = strawberry.field(description="How many of them would go another way.")
    share: float | None = strawberry.field(description="Their share; null where there are no such cases.")
    low: float = strawberry.field(description="The lower end of the share's 90 % interval.")
    high: float = strawberry.field(description="Its upper end.")


@strawberry.type(
    description="A data source, data version, feature, model or policy that decisions rest on.", directives=_READABLE
)
class ImpactNode:
    """A node."""

    node_id: strawberry.ID = strawberry.field(description="The node of the graph.")
    kind: str = strawberry.field(
        description="DataSource, DatasetVersion, FeatureVersion, ModelVersion or PolicyVersion."
    )
    name: str = strawberry.field(description="Its name, by which stored forecasts are scored.")
    title: str = strawberry.field(description="What it is called: models and policies after their decision point.")
    decisions: DecisionsAhead = strawberry.field(description="The decisions that rest on it.")
    weight: DecisionWeight = strawberry.field(description="How much it weighs in them.")
    changed: float | None = strawberry.field(
        description="Decisions of the period that would go another way if it were wrong; null where that is unknown."
    )
    changed_low: float | None = strawberry.field(description="The lower end of its band, from both intervals.")
    changed_high: float | None = strawberry.field(description="Its upper end.")


@strawberry.type(description="What the decisions of the next days will rest on.", directives=_READABLE)
class ImpactForecast:
    """An impact forecast."""

    period_start: datetime = strawberry.field(description="When the period begins: today, UTC.")
    period_end: datetime = strawberry.field(description="When it ends.")
    conclusion: str = strawberry.field(description="The answer in one sentence, or what is missing for one.")
    record: ForecastAccuracy = strawberry.field(
        description="How good the stored forecasts of earlier weeks were: against what decisions really rested on."
    )
    decisions: DecisionsAhead = strawberry.field(description="All decisions of the point.")
    explained: int = strawberry.field(
        description="Newest cases with a stored explanation, of which the weights are: at most 2,000."
    )
    incomplete: bool = strawberry.field(description="Whether there were more decisions than are read (20,000).")
    nodes: list[ImpactNode] = strawberry.field(description="The most decisions that would change first.")


@strawberry.input(description="Which impact forecast.")
class ImpactForecastInput:
    """A query for an impact forecast."""

    decision_point: str = strawberry.field(description="The key of the decision point.")
    days: int = strawberry.field(default=7, description="Days from today on, 1 to 28.")


ImpactForecastResult: TypeAlias = Annotated[
    ImpactForecast | Refusal, strawberry.union("ImpactForecastResult", description="The forecast, or why not.")
]


def impact_forecast_of(ahead: "ImpactAhead") -> ImpactForecast:
    """Return an impact forecast in GraphQL's form."""
    return ImpactForecast(
        period_start=ahead.since,
        period_end=ahead.until,
        conclusion=ahead.conclusion,
        record=accuracy_of(ahead.record),
        decisions=_decisions(ahead),
        explained=ahead.explained,
        incomplete=ahead.cut,
        nodes=[_node(one) for one in ahead.nodes],
    )


def _node(one: "NodeAhead") -> ImpactNode:
    (low, high), changed = one.weight.band, one.changed
    return ImpactNode(
        node_id=global_id(one.kind.value, one.id),
        kind=one.kind.value,
        name=one.name,
        title=one.title,
        decisions=_decisions(one),
        weight=DecisionWeight(
            cases=one.weight.cases, changed=one.weight.changed, share=one.weight.share, low=low, high=high
        ),
        changed=None if changed is None else changed.expected,
        changed_low=None if changed is None else changed.low,
        changed_high=None if changed is None else changed.high,
    )


def _decisions(of: "ImpactAhead | NodeAhead") -> DecisionsAhead:
    counted = of.decisions
    return DecisionsAhead(recent=counted.recent, expected=counted.expected, low=counted.low, high=counted.high)
