"""Hot spots and forecasts as lists for files: the rows of the queries, with the same filters."""

from collections.abc import Mapping
from typing import Any

from api.graphql.context import Context
from api.graphql.planning.forecast_types import forecast_of, hotspots_of
from graph.domain.kernel.problems import Problem, invalid
from graph.store.decision.pages import Page, Wanted
from graph.store.planning.forecast_reading import WantedForecast, forecast_page, newest

HOTSPOT_COLUMNS = (
    "kind",
    "name",
    "expected",
    "low",
    "high",
    "usual",
    "excess",
    "excess_share",
    "causes",
    "node_id",
    "forecast_id",
)
FORECAST_COLUMNS = (
    "id",
    "node_kind",
    "node",
    "node_id",
    "event",
    "period_start",
    "period_end",
    "first_row",
    "last_row",
    "issued_at",
    "lead",
    "expected",
    "low",
    "high",
    "actual",
    "error",
    "inside",
    "scored_at",
    "origin",
)


async def hotspot_rows(context: Context, wanted: Wanted, filters: Mapping[str, Any]) -> Page[object] | Problem:
    """Return the hot spots of one node kind; they are one page."""
    point, kind = filters.get("decisionPoint"), filters.get("nodeKind")
    if point is None or kind is None:
        return invalid("nodeKind", "Say which: decisionPoint=…&nodeKind=….")
    wanted_forecast = WantedForecast(
        point, kind, filters.get("event"), None, bool(filters.get("current")), wanted.first
    )
    hotspots = await newest(context.store, wanted_forecast)
    return hotspots if isinstance(hotspots, Problem) else Page(hotspots_of(hotspots).nodes, None, has_next=False)


async def forecast_rows(context: Context, wanted: Wanted, filters: Mapping[str, Any]) -> Page[object] | Problem:
    """Return a page of forecasts."""
    point = filters.get("decisionPoint")
    if point is None:
        return invalid("decisionPoint", "Say which: decisionPoint=….")
    page = await forecast_page(
        context.store,
        wanted,
        (point, filters.get("event"), filters.get("nodeKind")),
        scored=filters.get("scored"),
        worst=bool(filters.get("worst")),
    )
    if isinstance(page, Problem):
        return page
    return Page([forecast_of(row) for row in page.items], page.end_cursor, page.has_next)
