"""Hot spots of a horizon of one's choice."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.planning.forecasts import NodeForecast

if TYPE_CHECKING:
    from pipelines.hotspots.ahead import HotspotsAhead

_READABLE = [readable(Operation.READ_FORECASTS)]


@strawberry.type(description="What is expected at one node in the days ahead.", directives=_READABLE)
class HotspotAhead:
    """A hot spot."""

    name: str = strawberry.field(description="The value or entity by which cases are counted.")
    expected: float = strawberry.field(description="Expected events.")
    low: int = strawberry.field(description="The lower end of the 90 % interval.")
    high: int = strawberry.field(description="Its upper end.")
    usual: float = strawberry.field(description="What its volume would bring at the rate of all nodes.")
    excess: float = strawberry.field(description="Expected minus usual: busy is not bad.")
    excess_share: float = strawberry.field(description="How much higher its rate is than that of all, shrunk.")
    causes: list[str] = strawberry.field(description="Up to three likely causes in words, the surest first.")


@strawberry.type(description="Where events will cluster in the days ahead.", directives=_READABLE)
class HotspotsAheadList:
    """Hot spots."""

    counted: str = strawberry.field(description="What is counted, in words that follow 'cases that'.")
    period_start: datetime | None = strawberry.field(description="The beginning of today, in UTC; null of rows.")
    period_end: datetime | None = strawberry.field(description="When the days ahead end; null of rows.")
    first_row: int | None = strawberry.field(description="Of a log without a clock, its next row instead of days.")
    last_row: int | None = strawberry.field(description="The last row of the period.")
    nodes: list[HotspotAhead] = strawberry.field(description="The highest expectation first.")


@strawberry.input(description="Which hot spots, and how far ahead.")
class HotspotsAheadInput:
    """A horizon."""

    decision_point: str = strawberry.field(description="The decision point.")
    node_kind: str = strawberry.field(description="The node kind, as `hotspotKinds` lists it.")
    days: int = strawberry.field(
        default=7, description="Days from the beginning of today (UTC) on, 1 to 92; of no use where rows are counted."
    )
    first: int = strawberry.field(default=10, description="So many nodes, 60 at most.")


HotspotsAheadResult: TypeAlias = Annotated[
    HotspotsAheadList | Refusal, strawberry.union("HotspotsAheadResult", description="Hot spots, or why not.")
]


def hotspots_ahead_of(ahead: "HotspotsAhead", first: int) -> HotspotsAheadList:
    """Return hot spots of the days ahead as they are read."""
    return HotspotsAheadList(
        counted=ahead.kind.counted,
        period_start=ahead.since,
        period_end=ahead.until,
        first_row=ahead.rows and ahead.rows[0],
        last_row=ahead.rows and ahead.rows[1],
        nodes=[_hotspot(one) for one in ahead.nodes[: max(first, 0)]],
    )


def _hotspot(node: NodeForecast) -> HotspotAhead:
    return HotspotAhead(
        name=node.node,
        expected=node.expected,
        low=node.low,
        high=node.high,
        usual=node.usual or 0.0,
        excess=node.excess or 0.0,
        excess_share=node.excess_share or 0.0,
        causes=[str(one["words"]) for one in node.causes],
    )
