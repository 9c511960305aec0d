"""Forecasts of a log without a clock: how far its rows have come in, and which forecasts of rows can be scored."""

from collections.abc import Sequence

from graph.domain.kernel.forecast_keys import SeriesKey
from graph.queries.planning import forecast as queries
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import FRESH, DueRun, HotspotKind, hotspot_kinds

_LEADS = (0, 1, FRESH)


async def next_row(store: Store, point: str) -> int | None:
    """Return the row that comes next in a point's log, after all that has come in of it; None where it has a clock."""
    rows = await store.graph.read(queries.NEXT_ROW, queries.NextRowParams(point))
    return rows[0].row if rows else None


async def due_row_runs(store: Store, limit: int) -> list[DueRun]:
    """Return runs whose rows have all come in and that are not scored; their period and moment are rows."""
    due: list[DueRun] = []
    by_point: dict[str, list[HotspotKind]] = {}
    for kind in await hotspot_kinds(store):
        if kind.rows is not None:
            by_point.setdefault(kind.point, []).append(kind)
    for point, kinds in by_point.items():
        row = await next_row(store, point)
        if row is not None:
            params = queries.DueRowRunsParams(_series(kinds), row, limit)
            due += await store.graph.read(queries.DUE_ROWS, params)
    return due


def _series(kinds: Sequence[HotspotKind]) -> list[str]:
    return [SeriesKey(kind.point, kind.event, kind.name, lead).text for kind in kinds for lead in _LEADS]
