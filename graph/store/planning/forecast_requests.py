"""Forecasts that are requested between two periods: recorded, and read by the worker that makes them."""

from collections.abc import Sequence

from graph.domain.kernel.forecast_keys import SeriesKey
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.stored import Stored
from graph.domain.people.roles import Actor, Operation
from graph.queries.planning import forecast as queries
from graph.records.planning import ForecastRunRecord
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import FRESH, HotspotKind, RunSpec, hotspot_kinds
from graph.store.planning.row_forecasts import next_row


async def request_forecasts(
    store: Store, actor: Actor, point: str, idempotency_key: str
) -> list[tuple[str, str]] | Problem:
    """Request runs of the next period as of today, one for each kind, and return the id and state of each.

    The same request again finds the same runs; another one of the same day, too.
    """

    async def read(_: Try) -> list[tuple[HotspotKind, int | None]]:
        kinds = await hotspot_kinds(store, point)
        row = await next_row(store, point) if any(kind.rows for kind in kinds) else None
        return [(kind, None if kind.rows is None else row) for kind in kinds]

    async def attempt(kinds: list[tuple[HotspotKind, int | None]], one: Try) -> Attempted:
        if not kinds:
            message = f"{point} has no hot spots to forecast: declare in its pack by what to count them."
            return Problem(ProblemCode.NOT_FOUND, message)
        if any(kind.rows is not None and row is None for kind, row in kinds):
            message = f"{point} has no rows of a log without a clock yet: load its pack with its file first."
            return Problem(ProblemCode.NOT_FOUND, message)
        return _request(store, point, kinds, milliseconds(one.now))

    keys = await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.RUN_FORECAST,
            request=Request("runForecast", actor.account, {"decisionPoint": point}),
            idempotency_key=idempotency_key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_keys,
            subject="decision point",
        ),
    )
    if isinstance(keys, Problem):
        return keys
    return [(row.id, row.state) for row in await store.graph.read(queries.REQUESTED, queries.RunKeysParams(keys))]


async def queued_runs(store: Store, limit: int) -> list[RunSpec]:
    """Return runs that were requested and not made, oldest first."""
    kinds = {(kind.point, kind.name): kind for kind in await hotspot_kinds(store)}
    rows = await store.graph.read(queries.QUEUED, queries.QueuedParams(limit))
    specs = []
    for row in rows:
        series = SeriesKey.parse(row.run["series"])
        kind = kinds.get((series.point, series.kind))
        # A pack that counts by rows now may have counted by days when the run was requested.
        if kind is not None and (kind.rows is None) == ("firstRow" not in row.run or row.run["firstRow"] is None):
            specs.append(RunSpec(kind, series.event, series.lead, *_times(kind, row.run)))
    return specs


def _times(kind: HotspotKind, run: Stored) -> tuple[int, int, int]:
    if kind.rows is None:
        return run["periodStart"], run["periodEnd"], run["issuedAt"]
    return run["firstRow"], run["lastRow"] + 1, run["beforeRow"]


def _request(
    store: Store, point: str, kinds: Sequence[tuple[HotspotKind, int | None]], now: int
) -> PlannedWrite[queries.RequestRow]:
    specs = [_next_period(kind, now, row) for kind, row in kinds]
    # One order for all, so that two requests never lock the same runs crosswise.
    runs = sorted((_requested(store, spec, now) for spec in specs), key=lambda run: run.key)
    row = queries.RequestRow(point, runs)
    return PlannedWrite(store.forecast_requests, row, {"runs": [run.key for run in runs]}, point)


def _next_period(kind: HotspotKind, now: int, row: int | None) -> RunSpec:
    start = kind.period.later(kind.period.start(now if row is None else row), 1)
    as_of = Period.DAY.start(now) if row is None else row
    return RunSpec(kind, kind.event, FRESH, start, kind.period.later(start, 1), as_of, row)


def _keys(result: StoredResult) -> list[str]:
    return list(result["runs"])


def _requested(store: Store, spec: RunSpec, now: int) -> ForecastRunRecord:
    return ForecastRunRecord(
        id=store.clock.new_id(),
        key=spec.key,
        series=spec.series,
        state="QUEUED",
        attribute=spec.kind.attribute,
        period=spec.kind.period.value,
        lead=spec.lead,
        **spec.span,
        issued_at=spec.issued_at(now),
        known_at=now,
        recorded_at=now,
    )
