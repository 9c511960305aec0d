"""Forecasts as they are kept: asked for, issued once for each period, and scored when it is over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from graph.domain.kernel.forecast_keys import ForecastKey, HotspotKey, RunKey, SeriesKey
from graph.domain.kernel.keys import EntityKey
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import by_error, by_rank
from graph.domain.kernel.periods import AnyPeriod, Period, RowPeriod, period_of
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.errors import InvalidInput
from graph.queries.audit.invariants import UNSCORED_FORECASTS, CheckNowParams
from graph.queries.planning import forecast as queries
from graph.records.planning import ForecastRecord, ForecastRunUpdate
from graph.store.kernel.store import Store

ISSUED, BACKCAST = "ISSUED", "BACKCAST"
FOLLOWING = HotspotKey("", "", "", "", "next_case", "NEXT", "are followed by another")
"""What is counted where a point does not say: a case that follows another one of its record, where it begins."""
DECIDER = "DECIDER"
"""Where what is counted is counted by who decided the case."""
DueRun: TypeAlias = queries.DueRunRow
"""A run whose period is over, with its forecasts in columns."""
_SEPARATORS = FOLLOWING.text.count("|")
IMPACT, RESTS_ON = "impact", "rests-on"
"""The kind and event of impact forecasts; a label of a pack has no hyphen, so none is taken for it."""
WHAT_IF, WOULD_CHANGE = "what-if", "would-change"
"""The kind and event of what a what-if says of coming cases; no label of a pack has a hyphen."""
FRESH = -1
"""The lead of runs that were asked for between two beginnings of periods."""
_SPAN = ("period_start", "period_end", "first_row", "last_row", "before_row")


@dataclass(frozen=True, slots=True)
class HotspotKind:
    """By what hot spots of a point are forecast: an attribute's values, which may be entities, are the nodes.

    Without an attribute the nodes are communities of the values of the attributes in `among`. `event` is what is
    counted, in words `counted`: at the case that follows (`follows`), or at its own case, there also by who decided it
    (`by_decider`). Of a log without a clock the period is so many `rows`.
    """

    point: str
    name: str
    attribute: str
    period: AnyPeriod
    entity: str
    among: tuple[str, ...] = ()
    event: str = FOLLOWING.event
    follows: bool = True
    counted: str = FOLLOWING.counted
    by_decider: bool = False

    @property
    def rows(self) -> int | None:
        """Return how many rows a period has, None where it has days."""
        return self.period.rows if isinstance(self.period, RowPeriod) else None

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
    """One run: what is forecast for which period, as of when (all ms, or rows), so many periods ahead.

    Of rows, `next_row` is the one that comes next when it is made.
    """

    kind: HotspotKind
    event: str
    lead: int
    start: int
    end: int
    as_of: int
    next_row: int | None = None

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
    def span(self) -> Mapping[str, int | None]:
        """Return the stored times of its period; of rows the first, the last, and that before which all is known."""
        if self.kind.rows is None:
            times: tuple[int | None, ...] = (self.start, self.end, None, None, None)
        else:
            times = (None, None, self.start, self.end - 1, self.as_of)
        return dict(zip(_SPAN, times, strict=True))

    def reached(self, now: int) -> int:
        """Return how far time is (ms), or the log by its rows."""
        return now if self.next_row is None else self.next_row

    def issued_at(self, now: int) -> int:
        """Return from when on nothing that became known was used (ms); rows are read as they are known now."""
        return self.as_of if self.kind.rows is None else now

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


def unknown_kind(point: str, kind: str, kinds: Sequence[HotspotKind], further: Sequence[str] = ()) -> Problem:
    """Return what is answered where a point has no such node kind: the ones it has, or why it has none."""
    there = ", ".join(dict.fromkeys([*(one.name for one in kinds), *further])) or (
        "none; its pack declares no hotspots, which count events by day or week, and rows without a clock by so many"
    )
    return Problem(ProblemCode.NOT_FOUND, f"{point} has no node kind {kind!r}: there are {there}.")


async def hotspot_kinds(store: Store, point: str | None = None) -> list[HotspotKind]:
    """Return by what hot spots are forecast, at one point or at all."""
    rows = await store.graph.read(queries.KINDS, queries.KindsParams(point))
    return [kind for row in rows for kind in kinds_of(row)]


async def forecast_kinds(store: Store, point: str | None = None) -> list[HotspotKind]:
    """Return by what forecasts are issued, at one point or at all: its hot spots, then its impact forecast."""
    rows = await store.graph.read(queries.KINDS, queries.KindsParams(point))
    return [kind for row in rows for kind in (*kinds_of(row), impact_kind(row.point))]


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


async def issue(store: Store, spec: RunSpec, snapshot_id: str, protocol: str, nodes: Sequence[NodeForecast]) -> int:
    """Store a run with its forecasts, the highest first; one that was made already stays as it was.

    A run whose period had begun when it was computed says so: BACKCAST. Raises InvalidInput for an unknown point.
    """
    now = milliseconds(store.clock.now())
    # The period of a what-if begins with the moment up to which it knows anything.
    origin = BACKCAST if spec.start < spec.reached(now) and not spec.kind.is_what_if else ISSUED
    made = ForecastRunUpdate(
        series=spec.series,
        state="DONE",
        attribute=spec.kind.attribute,
        period=spec.kind.period.value,
        lead=spec.lead,
        **spec.span,
        issued_at=spec.issued_at(now),
        protocol=protocol,
        origin=origin,
        unscored_until=spec.end if spec.kind.rows is None else None,
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


def kinds_of(row: queries.KindsRow) -> list[HotspotKind]:
    """Return by what the hot spots of a stored point are forecast."""
    of_point = [_kind(row.point, text) for text in row.hotspots]
    among = tuple(sorted(kind.attribute for kind in of_point if kind.attribute))
    return [kind if kind.attribute else replace(kind, among=among) for kind in of_point]


def _kind(point: str, text: str) -> HotspotKind:
    try:
        key = HotspotKey.parse(text if text.count("|") >= _SEPARATORS else f"{text}{FOLLOWING.text[3:]}")
        period, follows = period_of(key.period), key.place == FOLLOWING.place
        by_decider = key.place == DECIDER
        return HotspotKind(
            point, key.name, key.attribute, period, key.entity, (), key.event, follows, key.counted, by_decider
        )
    except ValueError as failure:
        raise InvalidInput(f"Point {point!r} declares hot spots by {text!r}; load its pack again.") from failure


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
        **spec.span,
        issued_at=spec.issued_at(now),
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
