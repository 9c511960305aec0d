"""Hot spots of an event, a kind of node and a horizon of one's choice."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from api.graphql.problems import Refusal
from api.graphql.rules import readable
from graph.domain.people.roles import Operation
from graph.store.planning.choices import HotspotChoices as StoredChoices
from graph.store.planning.forecasts import NodeForecast

if TYPE_CHECKING:
    from forecasting.pooling import Pooling
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


@strawberry.type(description="What pooling rates along edges between the nodes is worth.", directives=_READABLE)
class EdgePooling:
    """Pooling along edges."""

    sentence: str = strawberry.field(description="It in one sentence, also where the edges add nothing.")
    edges: int = strawberry.field(description="So many pairs of nodes share an owner, category, team, data or model.")
    kinds: list[str] = strawberry.field(description="What ties them.")
    used: bool = strawberry.field(description="Whether rates are pooled: only where that gained in earlier periods.")
    gain: float | None = strawberry.field(
        description="How much better earlier periods were forecast than along as many shuffled edges: a share of the "
        "deviance, None where it cannot be measured."
    )
    gain_low: float | None = strawberry.field(description="The lower end of its 90 % interval.")
    gain_high: float | None = strawberry.field(description="Its upper end.")


@strawberry.type(description="Something that can be counted at a decision point.", directives=_READABLE)
class CountedEvent:
    """An event."""

    name: str = strawberry.field(description="As `hotspotsAhead` takes it.")
    counted: str = strawberry.field(description="What is counted, in words that follow 'cases that'.")


@strawberry.type(
    description="What can be counted at a decision point, and by which nodes: each event by each kind.",
    directives=_READABLE,
)
class HotspotChoices:
    """Choices."""

    events: list[CountedEvent] = strawberry.field(
        description="Outcomes that the point declares, wrong decisions by action, and what reviews show."
    )
    node_kinds: list[str] = strawberry.field(description="As `hotspotsAhead` takes them.")


@strawberry.type(description="Where events will cluster in the days ahead.", directives=_READABLE)
class HotspotsAheadList:
    """Hot spots."""

    counted: str = strawberry.field(description="What is counted, in words that follow 'cases that'.")
    period_start: datetime | None = strawberry.field(description="The beginning of today, in UTC; null of rows.")
    period_end: datetime | None = strawberry.field(description="When the days ahead end; null of rows.")
    first_row: int | None = strawberry.field(description="Of a log without a clock, its next row instead of days.")
    last_row: int | None = strawberry.field(description="The last row of the period.")
    nodes: list[HotspotAhead] = strawberry.field(description="The highest expectation first.")
    pooling: EdgePooling | None = strawberry.field(
        description="Whether what ties the nodes tells anything; null of rows."
    )
    emerging: list[str] = strawberry.field(description="Nodes that first had cases in the last four weeks.")
    vanished: list[str] = strawberry.field(
        description="Nodes that had none in the last four weeks, where chance does not explain that."
    )
    turnover: list[str] = strawberry.field(description="Both in sentences; none where none has come or gone.")


@strawberry.input(description="Which hot spots, and how far ahead.")
class HotspotsAheadInput:
    """A horizon."""

    decision_point: str = strawberry.field(description="The decision point.")
    node_kind: str = strawberry.field(description="The node kind, as `hotspotChoices` lists it.")
    event: str | None = strawberry.field(
        default=None, description="What is counted, as `hotspotChoices` lists it; by default what the pack declares."
    )
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
        pooling=None if ahead.pooling is None else _pooling(ahead.pooling),
        emerging=list(ahead.turnover.emerging),
        vanished=list(ahead.turnover.vanished),
        turnover=ahead.turnover.sentences,
    )


def choices_of(choices: StoredChoices) -> HotspotChoices:
    """Return what can be chosen as it is read."""
    events = [CountedEvent(name=one.name, counted=one.counted) for one in choices.all_events]
    return HotspotChoices(events=events, node_kinds=list(choices.node_kinds) if events else [])


def _pooling(pooling: "Pooling") -> EdgePooling:
    gain = pooling.gain
    return EdgePooling(
        sentence=pooling.sentence,
        edges=pooling.edges,
        kinds=list(pooling.kinds),
        used=pooling.used,
        gain=None if gain is None else gain.share,
        gain_low=None if gain is None else gain.low,
        gain_high=None if gain is None else gain.high,
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
