"""Hot spots of a horizon of one's choice, or of the next rows, computed when somebody wants them; none is stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forecasting.count_means import Ahead
from forecasting.errors import NotEnoughHistory
from forecasting.hotspots import FEWEST_DAYS, forecast, forecast_rows
from graph.domain.kernel.moments import moment
from graph.domain.kernel.periods import DAY_MS
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.row_cut import before_row
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import HotspotKind, NodeForecast, hotspot_kinds, unknown_kind
from graph.store.planning.row_forecasts import next_row
from graph.store.planning.snapshots import freeze
from pipelines.hotspots.causes import CaseLineage
from pipelines.hotspots.forecasts import EXPLAINED, node_forecasts
from pipelines.hotspots.occurrences import of_frozen

MOST_DAYS = 92
"""A quarter: further ahead, history says little about the level of arrivals."""
_HORIZONS = 2
"""So many horizons of history are needed: one to learn from, one to fit the interval on."""


@dataclass(frozen=True, slots=True)
class HotspotsAhead:
    """What is forecast from the beginning of today (UTC) on, the highest first; without a clock, of the next rows.

    `rows` are the first and the last of them.
    """

    kind: HotspotKind
    since: datetime | None
    until: datetime | None
    nodes: Sequence[NodeForecast]
    rows: tuple[int, int] | None = None

    @property
    def span(self) -> str:
        """Say in words what is forecast."""
        if self.rows is not None:
            return f"rows {self.rows[0]:,} to {self.rows[1]:,}"
        return f"{self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


async def hotspots_ahead(store: Store, point: str, node_kind: str, days: int) -> HotspotsAhead | Problem:
    """Forecast the days from the beginning of today (UTC) on; NOT_FOUND says which node kinds there are.

    Of a log without a clock a period of rows is forecast, from the row that comes next, whatever the days.
    """
    if not 1 <= days <= MOST_DAYS:
        return invalid("days", f"days takes 1 to {MOST_DAYS}.")
    kinds = await hotspot_kinds(store, point)
    kind = next((one for one in kinds if one.name == node_kind), None)
    if kind is None:
        return unknown_kind(point, node_kind, kinds)
    row = None if kind.rows is None else await next_row(store, point)
    frozen = await freeze(store, point, store.clock.now())
    try:
        if kind.rows is not None:
            return await asyncio.to_thread(rows_ahead_of, frozen, kind, row or 0)
        return await asyncio.to_thread(ahead_of, frozen, kind, days)
    except NotEnoughHistory as fault:
        fewer = "days" if kind.rows is None else "rows a period in its pack"
        return Problem(ProblemCode.NOT_FOUND, f"{fault}; or take fewer {fewer}.")


def rows_ahead_of(frozen: Frozen, kind: HotspotKind, row: int) -> HotspotsAhead:
    """Compute the forecast of the period of rows that begins with the one that comes next; raises NotEnoughHistory."""
    lineage = CaseLineage(before_row(frozen, row), kind, kind.event, row)
    hotspots = forecast_rows(of_frozen(lineage.frozen, lineage.all_nodes, kind), row, 0)
    last = kind.period.later(row, 1) - 1
    return HotspotsAhead(kind, None, None, node_forecasts(hotspots, lineage, EXPLAINED), (row, last))


def ahead_of(frozen: Frozen, kind: HotspotKind, days: int) -> HotspotsAhead:
    """Compute the forecast from a snapshot; raises NotEnoughHistory."""
    today = frozen.as_of // DAY_MS * DAY_MS
    needed = max(FEWEST_DAYS, _HORIZONS * days)
    seen = (today - min(frozen.cases.started, default=today)) // DAY_MS
    if seen < needed:
        raise NotEnoughHistory(f"days of history for {days} days ahead", seen, needed)
    lineage = CaseLineage(frozen, kind, kind.event)
    hotspots = forecast(of_frozen(frozen, lineage.all_nodes, kind), frozen.as_of // 1000, Ahead(0, days))
    since = moment(today)
    return HotspotsAhead(kind, since, since + timedelta(days=days), node_forecasts(hotspots, lineage, EXPLAINED))
