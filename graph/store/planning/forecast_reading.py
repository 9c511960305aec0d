"""Forecasts as they are read: the newest of a kind with its record, and all of them page by page."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.forecast_keys import SeriesKey, series_prefix
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.planning.risk_record import RiskRecord, risk_record
from graph.domain.planning.track_record import TrackRecord
from graph.queries.planning import forecast as queries
from graph.store.decision.pages import LARGEST_PAGE, Page, Wanted
from graph.store.kernel.cursors import cursor, place_of
from graph.store.kernel.store import Store
from graph.store.kernel.walking import FURTHEST, end_of_walk
from graph.store.planning.forecasts import (
    FOLLOWING,
    FRESH,
    HotspotKind,
    forecast_kinds,
    hotspot_kinds,
    impact_kind,
    unknown_kind,
    what_if_kind,
)
from graph.store.planning.row_forecasts import next_row
from graph.store.registry.promotion import model_versions

MEASURED_FROM = 0.5
"""Coverage is told of forecasts with at least this expectation: rarer nodes are covered by [0, 0]."""
_READ = (0, 1, FRESH)
_RECORDED = (0, 1)
"""Leads: the period that runs, and the next."""
FEWEST_PERIODS = 14
"""Periods of rows that a forecast of the next one needs: as many as it needs days elsewhere."""
RUNS_OF_RECORD = 400
"""Of how many runs of a series the accuracy is shown: a year of days, and some that were made anew."""


@dataclass(frozen=True, slots=True)
class WantedForecast:
    """Which forecast is asked for: that of the period in progress, or of the next one."""

    point: str
    kind: str
    event: str | None
    period: Period | None
    current: bool
    first: int


@dataclass(frozen=True, slots=True)
class Newest:
    """A run with its forecasts, the highest first, the snapshot it was made from, and the record of its series."""

    kind: HotspotKind
    run: Stored
    snapshot_id: str
    forecasts: Sequence[Stored]
    record: TrackRecord


@dataclass(frozen=True, slots=True)
class RecordedKind:
    """A kind of stored forecast with its record."""

    kind: HotspotKind
    record: TrackRecord


async def newest(store: Store, wanted: WantedForecast) -> Newest | Problem:
    """Return the newest forecast of a kind; NOT_FOUND says what there is, or that none has been made yet."""
    if not 1 <= wanted.first <= LARGEST_PAGE:
        return invalid("first", f"first takes 1 to {LARGEST_PAGE}.")
    kind = await _kind(store, wanted)
    if isinstance(kind, Problem):
        return kind
    now = milliseconds(store.clock.now()) if kind.rows is None else await next_row(store, wanted.point)
    if now is None:
        return Problem(
            ProblemCode.NOT_FOUND, f"{wanted.point} has no rows of a log yet: load its pack with its file first."
        )
    series = {lead: SeriesKey(wanted.point, kind.event, kind.name, lead).text for lead in _READ}
    start = kind.period.start(now)
    period = start if wanted.current else kind.period.later(start, 1)
    params = queries.NewestParams(list(series.values()), period, wanted.first)
    rows = await store.graph.read(queries.NEWEST, params)
    if not rows:
        needed = "two weeks" if kind.rows is None else f"{FEWEST_PERIODS} times {kind.rows:,} rows"
        message = f"No forecast of {kind.name} has been made yet: have a worker run, given {needed} of history."
        return Problem(ProblemCode.NOT_FOUND, message)
    return Newest(kind, rows[0].run, rows[0].snapshot_id, rows[0].forecasts, await _record(store, kind))


async def recorded_kinds(store: Store, point: str) -> list[RecordedKind]:
    """Return every kind of forecast that is stored of a point, each with its record; none of an unknown point."""
    kinds = await _stored_kinds(store, point)
    records = await asyncio.gather(*(_record(store, kind) for kind in kinds))
    return [RecordedKind(kind, record) for kind, record in zip(kinds, records, strict=True)]


async def _stored_kinds(store: Store, point: str) -> list[HotspotKind]:
    """Return by what forecasts of a point are stored: those that are issued, then what its what-ifs say."""
    issued = await forecast_kinds(store, point)
    return [*issued, what_if_kind(point)] if issued else []


async def risk_records(store: Store, point: str) -> list[RiskRecord]:
    """Return the record of every model version of a point that forecast live cases, the main model's first."""
    versions = await model_versions(store, point)
    return [risk_record(one.model, one.version, one.live) for one in versions if one.live is not None]


async def impact_record(store: Store, point: str) -> TrackRecord:
    """Return the record of a point's stored impact forecasts."""
    return await _record(store, impact_kind(point))


async def _record(store: Store, kind: HotspotKind) -> TrackRecord:
    series = [SeriesKey(kind.point, kind.event, kind.name, lead).text for lead in _RECORDED]
    (row,) = await store.graph.read(queries.RECORD, queries.RecordParams(series, RUNS_OF_RECORD, MEASURED_FROM))
    return TrackRecord(*row)


async def forecast_page(
    store: Store, wanted: Wanted, series: tuple[str, str | None, str | None], *, scored: bool | None, worst: bool
) -> Page[Stored] | Problem:
    """Return forecasts of (point, event, node kind or None): the latest period first, or the most wrong first."""
    if not 1 <= wanted.first <= LARGEST_PAGE:
        return invalid("first", f"first takes 1 to {LARGEST_PAGE}.")
    point, event, kind = series
    counted = _event_of(await _stored_kinds(store, point), event, kind)
    if isinstance(counted, Problem):
        return counted
    prefix = series_prefix(point, counted, kind)
    scope = f"forecasts {prefix} {scored} {worst}"
    place = place_of(store.cursor_key, scope, wanted.after) if wanted.after else prefix + LAST
    if isinstance(place, Problem):
        return place
    until = None
    if worst:
        rows = await store.graph.read(queries.WORST, queries.WorstParams(place, prefix, wanted.first + 1))
    else:
        walked = None if scored is None else await end_of_walk(store, queries.END_OF_PAGE, place)
        until = None if walked is None or walked < prefix else walked
        rows = await store.graph.read(
            queries.PAGE, queries.PageParams(place, until or prefix, scored, wanted.first + 1)
        )
    shown = rows[: wanted.first]
    if until is not None and len(rows) <= wanted.first:
        further = cursor(store.cursor_key, scope, until)
        return Page([row.forecast for row in shown], further, has_next=True, searched=FURTHEST)
    end = cursor(store.cursor_key, scope, shown[-1].key) if shown else None
    return Page([row.forecast for row in shown], end, len(rows) > wanted.first)


def _event_of(kinds: Sequence[HotspotKind], event: str | None, kind: str | None) -> str | Problem:
    """Return the event that is meant: that of the kind, or the first of the point, where none is named."""
    events = list(dict.fromkeys(one.event for one in kinds if kind in {None, one.name})) or [FOLLOWING.event]
    if event is None:
        return events[0]
    if event in events:
        return event
    return invalid("event", f"There are no forecasts of {event!r}: there are some of {', '.join(events)}.")


async def _kind(store: Store, wanted: WantedForecast) -> HotspotKind | Problem:
    kinds = await hotspot_kinds(store, wanted.point)
    matching = [kind for kind in kinds if kind.name == wanted.kind]
    event = _event_of(kinds, wanted.event, wanted.kind if matching else None)
    if isinstance(event, Problem):
        return event
    if not matching:
        return unknown_kind(wanted.point, wanted.kind, kinds)
    if wanted.period not in {None, matching[0].period}:
        return invalid(
            "period", f"{wanted.kind} is forecast by {matching[0].period.value}: ask for that, or for no period."
        )
    return matching[0]
