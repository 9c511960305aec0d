"""Hot spots of a horizon of one's choice, or of the next rows, computed when somebody wants them; none is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from forecasting.count_means import Ahead
from forecasting.counts import UNNAMED
from forecasting.errors import NotEnoughHistory
from forecasting.hotspots import FEWEST_DAYS, forecast_pooled, forecast_rows
from forecasting.pooling import Edges, Pooling, edges_between
from forecasting.turnover import Turnover
from graph.domain.kernel.moments import moment
from graph.domain.kernel.periods import DAY_MS
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.row_cut import before_row
from graph.store.kernel.store import Store
from graph.store.planning.choices import HotspotChoices, hotspot_choices
from graph.store.planning.forecasts import HotspotKind, NodeForecast
from graph.store.planning.row_forecasts import next_row
from graph.store.planning.snapshots import freeze
from graph.store.planning.surroundings import read_surroundings
from pipelines.hotspots.causes import CaseLineage
from pipelines.hotspots.chosen import CaseNodes, with_event
from pipelines.hotspots.forecasts import EXPLAINED, node_forecasts
from pipelines.hotspots.occurrences import nodes_of, of_frozen

MOST_DAYS = 92
"""A quarter: further ahead, history says little about the level of arrivals."""
_HORIZONS = 2
"""So many horizons of history are needed: one to learn from, one to fit the interval on."""


@dataclass(frozen=True, slots=True)
class AheadQuestion:
    """What is counted at a decision point, by which nodes, how many days ahead.

    `node_kind` is one of `hotspot_choices`; so is `event`, None for the one that the pack declares for the kind.
    """

    point: str
    node_kind: str
    days: int
    event: str | None = None


@dataclass(frozen=True, slots=True)
class HotspotsAhead:
    """What is forecast from the beginning of today (UTC) on, the highest first; without a clock, of the next rows.

    `rows` are the first and the last of them. Which nodes are new or gone, and what pooling is worth, is told of days.
    """

    kind: HotspotKind
    since: datetime | None
    until: datetime | None
    nodes: Sequence[NodeForecast]
    rows: tuple[int, int] | None = None
    pooling: Pooling | None = None
    turnover: Turnover = field(default_factory=Turnover)

    @property
    def span(self) -> str:
        """Say in words what is forecast."""
        if self.rows is not None:
            return f"rows {self.rows[0]:,} to {self.rows[1]:,}"
        return f"{self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


async def hotspots_ahead(store: Store, question: AheadQuestion) -> HotspotsAhead | Problem:
    """Forecast the days from the beginning of today (UTC) on; NOT_FOUND says which kinds and events there are.

    Of a log without a clock a period of rows is forecast, from the row that comes next, whatever the days.
    """
    if not 1 <= question.days <= MOST_DAYS:
        return invalid("days", f"days takes 1 to {MOST_DAYS}.")
    choices = await hotspot_choices(store, question.point)
    kind = choices.kind(question.node_kind, question.event)
    if isinstance(kind, Problem):
        return kind
    row = None if kind.rows is None else await next_row(store, question.point)
    frozen = await freeze(store, question.point, store.clock.now())
    try:
        if kind.rows is not None:
            return await asyncio.to_thread(rows_ahead_of, frozen, kind, row or 0)
        nodes = await _nodes(store, frozen, (choices, kind))
        return await asyncio.to_thread(ahead_of, nodes, kind, question.days)
    except NotEnoughHistory as fault:
        fewer = "days, or another event" if kind.rows is None else "rows a period in its pack"
        return Problem(ProblemCode.NOT_FOUND, f"{fault}; or take fewer {fewer}.")


async def _nodes(store: Store, frozen: Frozen, counted: tuple[HotspotChoices, HotspotKind]) -> CaseNodes:
    choices, kind = counted
    around = await read_surroundings(store, frozen)
    return CaseNodes(with_event(frozen, around, kind.event, choices.bad_outcomes), around, choices.among)


def rows_ahead_of(frozen: Frozen, kind: HotspotKind, row: int) -> HotspotsAhead:
    """Compute the forecast of the period of rows that begins with the one that comes next; raises NotEnoughHistory."""
    lineage = CaseLineage(before_row(frozen, row), kind, kind.event, row)
    hotspots = forecast_rows(of_frozen(lineage.frozen, lineage.all_nodes, kind), row, 0)
    last = kind.period.later(row, 1) - 1
    return HotspotsAhead(kind, None, None, node_forecasts(hotspots, lineage, EXPLAINED), (row, last))


def ahead_of(nodes: CaseNodes, kind: HotspotKind, days: int) -> HotspotsAhead:
    """Compute the forecast from a snapshot; raises NotEnoughHistory."""
    frozen = nodes.frozen
    today = frozen.as_of // DAY_MS * DAY_MS
    needed = max(FEWEST_DAYS, _HORIZONS * days)
    seen = (today - min(frozen.cases.started, default=today)) // DAY_MS
    if seen < needed:
        raise NotEnoughHistory(f"days of history for {days} days ahead", seen, needed)
    by = kind.attribute or kind.name
    own = nodes_of(frozen, kind) if kind.by_decider else nodes.of(by)
    lineage = CaseLineage(frozen, kind, kind.event, given_nodes=own)
    groups = {name: np.array(one, object) for name, one in nodes.groups(kind.among, by).items()}
    began, of_case = np.array(frozen.cases.started) // 1000, np.array(own, object)

    def edges_until(moment: int) -> Edges:
        before = began < moment
        return edges_between(of_case[before], {name: one[before] for name, one in groups.items()}, UNNAMED)

    happened = of_frozen(frozen, own, kind)
    hotspots, pooling = forecast_pooled(happened, frozen.as_of // 1000, Ahead(0, days), edges_until)
    since = moment(today)
    explained = node_forecasts(hotspots, lineage, EXPLAINED)
    return HotspotsAhead(
        kind, since, since + timedelta(days=days), explained, pooling=pooling, turnover=hotspots.turnover
    )
