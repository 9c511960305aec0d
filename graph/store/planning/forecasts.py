"""Forecasts as they are kept: asked for, issued once for each period, and scored when it is over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from graph.domain.kernel.forecast_keys import ForecastKey, HotspotKey, RunKey, SeriesKey
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.keys import EntityKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_error, by_rank
from graph.domain.kernel.periods import Period
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.errors import InvalidInput
from graph.queries.audit.invariants import UNSCORED_FORECASTS, CheckNowParams
from graph.queries.planning import forecast as queries
from graph.records.planning import ForecastRecord, ForecastRunRecord, ForecastRunUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

ISSUED, BACKCAST = "ISSUED", "BACKCAST"
FOLLOWING = HotspotKey("", "", "", "", "next_case", "NEXT", "are followed by another")
"""What is counted where a point does not say: a case that follows another one of its record, where it begins."""
DueRun: TypeAlias = queries.DueRunRow
"""A run whose period is over, with its forecasts in columns."""
_SEPARATORS = FOLLOWING.text.count("|")
IMPACT, RESTS_ON = "impact", "rests-on"
"""The kind and event of impact forecasts; a label of a pack has no hyphen, so none is taken for it."""
WHAT_IF, WOULD_CHANGE = "what-if", "would-change"
"""The kind and event of what a what-if says of coming cases; no label of a pack has a hyphen."""
FRESH = -1
"""The lead of runs that were asked for between two beginnings of periods."""


@dataclass(frozen=True, slots=True)
class HotspotKind:
    """By what hot spots of a point are forecast: an attribute's values, which may be entities, are the nodes.

    Without an attribute the nodes are communities of the values of the attributes in `among`. `event` is what is
    counted, in words `counted`: at the case that follows (`follows`), or at its own case.
    """

    point: str
    name: str
    attribute: str
    period: Period
    entity: str
    among: tuple[str, ...] = ()
    event: str = FOLLOWING.event
    follows: bool = True
    counted: str = FOLLOWING.counted

    @property
    def is_impact(self) -> bool:
        """Tell whether decisions are forecast by what they rest on, rather than hot spots."""
        return self.event == RESTS_ON

    @property
    def is_what_if(self) -> bool:
        """Tell whether it is what what-ifs say of coming cases, rather than hot spots."""
        return self.event == WOULD_CHANGE


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One run: what is forecast for which period, as of when (all ms), so many periods ahead."""

    kind: HotspotKind
    event: str
    lead: int
    start: int
    end: int
    as_of: int

    @property
    def series(self) -> str:
        """Return the name that runs of one kind and lead share."""
        return self._series.text

    @property
    def key(self) -> str:
        """Return the natural key; a fresh run has its moment in it."""
        return self._run.text

    @property
    def prefix(self) -> str:
        """Return how the keys begin that sort forecasts of this kind."""
        return self._series.prefix

    def key_of(self, node: str) -> str:
        """Return the natural key of a node's forecast."""
        return ForecastKey(self._run, node).text

    @property
    def _run(self) -> RunKey:
        return RunKey(self._series, self.start, self.as_of if self.lead == FRESH else None)

    @property
    def _series(self) -> SeriesKey:
        return SeriesKey(self.kind.point, self.event, self.kind.name, self.lead)


@dataclass(frozen=True, slots=True)
class NodeForecast:
    """What is forecast of one node; `causes` are JSON values.

    Impact forecasts say nothing of what is usual, but which `kind` of node it is (that of the run without it) and the
    id of that node (`subject`).
    """

    node: str
    expected: float
    low: int
    high: int
    usual: float | None
    ewma: float
    excess: float | None
    excess_share: float | None
    causes: Sequence[Mapping[str, Any]] = field(default_factory=list)
    kind: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class NodeScore:
    """What became of one forecast."""

    key: str
    actual: int
    error: float
    inside: bool


def unknown_kind(point: str, kind: str, kinds: Sequence[HotspotKind]) -> Problem:
    """Return what is answered where a point has no such node kind: the ones it has, or why it has none."""
    there = ", ".join(one.name for one in kinds) or (
        "none; its pack declares no hotspots, which count events by day or week: rows without a clock have none"
    )
    return Problem(ProblemCode.NOT_FOUND, f"{point} has no node kind {kind!r}: there are {there}.")


async def hotspot_kinds(store: Store, point: str | None = None) -> list[HotspotKind]:
    """Return by what hot spots are forecast, at one point or at all."""
    rows = await store.graph.read(queries.KINDS, queries.KindsParams(point))
    return [kind for row in rows for kind in _kinds(row)]


async def forecast_kinds(store: Store, point: str | None = None) -> list[HotspotKind]:
    """Return by what forecasts are issued, at one point or at all: its hot spots, then its impact forecast."""
    rows = await store.graph.read(queries.KINDS, queries.KindsParams(point))
    return [kind for row in rows for kind in (*_kinds(row), impact_kind(row.point))]


def impact_kind(point: str) -> HotspotKind:
    """Return as what the impact forecast of a point is stored."""
    return HotspotKind(point, IMPACT, "", Period.WEEK, "", event=RESTS_ON, follows=False, counted="rest on it")


def what_if_kind(point: str) -> HotspotKind:
    """Return as what the forecasts of a point's what-ifs are stored."""
    counted = "begin within a what-if's horizon"
    return HotspotKind(point, WHAT_IF, "", Period.WEEK, "", event=WOULD_CHANGE, follows=False, counted=counted)


def event_of(series: str) -> str:
    """Return what runs of a series count."""
    return SeriesKey.parse(series).event


async def made_runs(store: Store, keys: Sequence[str]) -> set[str]:
    """Return which of these runs have been made."""
    return {row.key for row in await store.graph.read(queries.PRESENT, queries.RunKeysParams(keys))}


async def request_forecasts(
    store: Store, actor: Actor, point: str, idempotency_key: str
) -> list[tuple[str, str]] | Problem:
    """Request runs of the next period as of today, one for each kind, and return the id and state of each.

    The same request again finds the same runs; another one of the same day, too.
    """

    async def read(_: Try) -> list[HotspotKind]:
        return await hotspot_kinds(store, point)

    async def attempt(kinds: list[HotspotKind], one: Try) -> Attempted:
        if not kinds:
            message = f"{point} has no hot spots to forecast: declare in its pack by what to count them."
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
        if (series.point, series.kind) in kinds:
            times = (row.run["periodStart"], row.run["periodEnd"], row.run["issuedAt"])
            specs.append(RunSpec(kinds[series.point, series.kind], series.event, series.lead, *times))
    return specs


async def issue(store: Store, spec: RunSpec, snapshot_id: str, protocol: str, nodes: Sequence[NodeForecast]) -> int:
    """Store a run with its forecasts, the highest first; one that was made already stays as it was.

    A run whose period had begun when it was computed says so: BACKCAST. Raises InvalidInput for an unknown point.
    """
    now = milliseconds(store.clock.now())
    # The period of a what-if begins with the moment up to which it knows anything.
    origin = BACKCAST if spec.start < now and not spec.kind.is_what_if else ISSUED
    made = ForecastRunUpdate(
        series=spec.series,
        state="DONE",
        attribute=spec.kind.attribute,
        period=spec.kind.period.value,
        lead=spec.lead,
        period_start=spec.start,
        period_end=spec.end,
        issued_at=spec.as_of,
        protocol=protocol,
        origin=origin,
        unscored_until=spec.end,
        known_at=now,
        recorded_at=now,
    )
    rows = [_forecast(store, spec, (rank, node), origin, now) for rank, node in enumerate(nodes)]
    run = queries.RunKeyRow(store.clock.new_id(), spec.key)
    params = queries.IssueParams(spec.kind.point, snapshot_id, run, made, rows)
    written = await store.graph.write(queries.ISSUE, params)
    return written[0].forecasts if written else 0


async def due_runs(store: Store, limit: int) -> list[DueRun]:
    """Return runs whose period is over and that are not scored, the longest over first."""
    now = milliseconds(store.clock.now())
    return await store.graph.read(queries.DUE, queries.DueRunsParams(now, limit))


async def score_run(
    store: Store, run: DueRun, scores: Sequence[NodeScore], precision: tuple[float, float] | None
) -> int:
    """Score a run once; `precision` is that of the forecast and of the EWMA among the ten highest counts, if any."""
    prefix = SeriesKey.parse(run.series).prefix
    rows = [
        queries.NodeScoreRow(
            key=score.key,
            actual=score.actual,
            error=score.error,
            inside=score.inside,
            worst_key=by_error(prefix, score.error, score.key),
        )
        for score in scores
    ]
    of_forecast, of_ewma = precision or (None, None)
    params = queries.ScoreParams(run.key, milliseconds(store.clock.now()), of_forecast, of_ewma, rows)
    written = await store.graph.write(queries.SCORE, params)
    return written[0].scored if written else 0


async def unscored(store: Store, limit: int = 100) -> list[str]:
    """Return keys of forecasts that break invariant 11: older than their horizon, and not scored."""
    now = milliseconds(store.clock.now())
    return [row.name for row in await store.graph.read(UNSCORED_FORECASTS, CheckNowParams(limit, now))]


def _request(store: Store, point: str, kinds: Sequence[HotspotKind], now: int) -> PlannedWrite[queries.RequestRow]:
    specs = [_next_period(kind, now) for kind in kinds]
    # One order for all, so that two requests never lock the same runs crosswise.
    runs = sorted((_requested(store, spec, now) for spec in specs), key=lambda run: run.key)
    row = queries.RequestRow(point, runs)
    return PlannedWrite(store.forecast_requests, row, {"runs": [run.key for run in runs]}, point)


def _next_period(kind: HotspotKind, now: int) -> RunSpec:
    start = kind.period.later(kind.period.start(now), 1)
    return RunSpec(kind, kind.event, FRESH, start, kind.period.later(start, 1), Period.DAY.start(now))


def _keys(result: StoredResult) -> list[str]:
    return list(result["runs"])


def _kinds(row: queries.KindsRow) -> list[HotspotKind]:
    of_point = [_kind(row.point, text) for text in row.hotspots]
    among = tuple(sorted(kind.attribute for kind in of_point if kind.attribute))
    return [kind if kind.attribute else replace(kind, among=among) for kind in of_point]


def _kind(point: str, text: str) -> HotspotKind:
    try:
        key = HotspotKey.parse(text if text.count("|") >= _SEPARATORS else f"{text}{FOLLOWING.text[3:]}")
        period, follows = Period(key.period), key.place == FOLLOWING.place
        return HotspotKind(point, key.name, key.attribute, period, key.entity, (), key.event, follows, key.counted)
    except ValueError as failure:
        raise InvalidInput(f"Point {point!r} declares hot spots by {text!r}; load its pack again.") from failure


def _requested(store: Store, spec: RunSpec, now: int) -> ForecastRunRecord:
    return ForecastRunRecord(
        id=store.clock.new_id(),
        key=spec.key,
        series=spec.series,
        state="QUEUED",
        attribute=spec.kind.attribute,
        period=spec.kind.period.value,
        lead=spec.lead,
        period_start=spec.start,
        period_end=spec.end,
        issued_at=spec.as_of,
        known_at=now,
        recorded_at=now,
    )


def _forecast(
    store: Store, spec: RunSpec, ranked: tuple[int, NodeForecast], origin: str, now: int
) -> queries.NodeForecastRow:
    rank, node = ranked
    kind = spec.kind
    identity = store.clock.new_id()
    forecast = ForecastRecord(
        id=identity,
        key=spec.key_of(node.subject or node.node),
        node=node.node,
        node_kind=node.kind or kind.name,
        subject=node.subject,
        event=spec.event,
        period=kind.period.value,
        lead=spec.lead,
        period_start=spec.start,
        period_end=spec.end,
        issued_at=spec.as_of,
        origin=origin,
        expected=node.expected,
        low=node.low,
        high=node.high,
        usual=node.usual,
        ewma=node.ewma,
        excess=node.excess,
        excess_share=node.excess_share,
        causes=json.dumps(list(node.causes), ensure_ascii=False),
        sort_key=by_rank(spec.prefix, spec.start, spec.lead, rank, identity),
        known_at=now,
        recorded_at=now,
    )
    return queries.NodeForecastRow(forecast, EntityKey(kind.entity, node.node).text if kind.entity else None)
