"""Forecasts of hot spots: those that are missing are made from frozen snapshots, those that are over are scored."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeAlias

import numpy as np

from forecasting.count_means import Ahead
from forecasting.errors import NotEnoughHistory
from forecasting.hotspot_backtest import precision
from forecasting.hotspots import Hotspots, forecast
from graph.domain.kernel.forecast_keys import SeriesKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.periods import DAY_MS, Period
from graph.domain.planning.frozen import Frozen
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import (
    DueRun,
    HotspotKind,
    NodeForecast,
    NodeScore,
    RunSpec,
    due_runs,
    hotspot_kinds,
    issue,
    made_runs,
    queued_runs,
    score_run,
)
from graph.store.planning.snapshots import StoredHistory, keep, read_history
from pipelines.hotspots.causes import CaseLineage
from pipelines.hotspots.occurrences import nodes_of, of_frozen

OnProgress: TypeAlias = Callable[[int, int], None]

LEADS = (0, 1)
"""How many periods ahead: the one that begins, and the one after it."""
BACK = {Period.DAY: 14, Period.WEEK: 6}
"""How many periods before the one in progress a first run looks back to, so that there is a record from the start."""
STORED_NODES = 60
"""How many nodes of a run are kept, the highest first."""
EXPLAINED = 5
"""How many nodes get causes: those that a page shows first; each costs a search."""
_LEAST_STORED = 0.05
"""Expected events below which a node is not stored: fewer than one in twenty periods."""
_AT_ONCE = 50
"""Runs that are read together: a short list, for each is a piece of work."""
PROTOCOL = (
    "Cases that {counted}, by day (UTC) and node{place}. Expected: Poisson regression on log shares of "
    "earlier days, times the expected total, learned from what was known before {as_of} alone (snapshot {digest}). "
    "Interval: 90 %, negative binomial, fitted to the forecasts of the four weeks before. Usual: what the node's "
    "volume brings at the rate of all nodes. A forecast calculated after its period began is marked so."
)


def wanted_runs(kinds: Sequence[HotspotKind], now: int, back: dict[Period, int]) -> list[RunSpec]:
    """Return the runs that should be there at a moment (ms): periods in progress and next, and some before them."""
    specs = []
    for kind in kinds:
        current = kind.period.start(now)
        for lead in LEADS:
            for step in range(-back[kind.period], lead + 1):
                start = kind.period.later(current, step)
                as_of = kind.period.later(start, -lead)
                if as_of <= now:
                    end = kind.period.later(start, 1)
                    specs.append(RunSpec(kind, kind.event, lead, start, end, as_of))
    return specs


async def issue_missing(
    store: Store, back: dict[Period, int], on_progress: OnProgress, not_forecastable: set[str] | None = None
) -> int:
    """Make the runs that are queued or missing, in order of their moment; return how many were made.

    A run for which there is too little history is left out. Its key is added to `not_forecastable`, and is not tried
    again.
    """
    too_short = set[str]() if not_forecastable is None else not_forecastable
    kinds = await hotspot_kinds(store)
    specs = wanted_runs(kinds, milliseconds(store.clock.now()), back)
    made = await made_runs(store, [spec.key for spec in specs])
    missing = [spec for spec in specs if spec.key not in made | too_short] + await queued_runs(store, _AT_ONCE)
    missing.sort(key=lambda spec: (spec.kind.point, spec.as_of, spec.key))
    done = 0
    for point, of_point in groupby(missing, key=lambda spec: spec.kind.point):
        specs = list(of_point)
        history = await read_history(store, point, moment(specs[-1].as_of))
        for as_of, together in groupby(specs, key=lambda spec: spec.as_of):
            frozen = await history.freeze(moment(as_of))
            done += await _make(store, frozen, list(together), too_short)
            on_progress(done, len(missing))
    return done


async def score_due(store: Store) -> int:
    """Score every run whose period is over; return how many forecasts were scored."""
    kinds = {(kind.point, kind.name): kind for kind in await hotspot_kinds(store)}
    scored, now = 0, store.clock.now()
    known: dict[str, tuple[StoredHistory, Frozen]] = {}
    while due := await due_runs(store, _AT_ONCE):
        for run in due:
            if run.point not in known:
                read = await read_history(store, run.point, now)
                known[run.point] = read, await read.freeze(now)
            history, frozen = known[run.point]
            kind = kinds.get((run.point, SeriesKey.parse(run.series).kind)) or _former(run)
            # Another worker's clock may be ahead of this one's.
            issued = min(moment(run.issued_at), now)
            at_issue = None if kind.attribute else await history.freeze(issued)
            actual = _actual(frozen, run, kind, nodes_of(frozen, kind, at_issue))
            scored += await score_run(store, run, _scores(run, actual), _precision(run, actual))
    return scored


def _former(run: DueRun) -> HotspotKind:
    """Return the kind of a run whose pack no longer declares it: its attribute is still that of its cases."""
    return HotspotKind(run.point, SeriesKey.parse(run.series).kind, run.attribute, Period.DAY, "")


async def _make(store: Store, frozen: Frozen, specs: Sequence[RunSpec], too_short: set[str]) -> int:
    made, snapshot = 0, None
    lineages: dict[str, CaseLineage] = {}
    now = milliseconds(store.clock.now())
    for spec in specs:
        name = spec.kind.name
        if name not in lineages:
            lineages[name] = CaseLineage(frozen, spec.kind, spec.event)
        try:
            hotspots = await asyncio.to_thread(_forecast, lineages[name], spec)
        except NotEnoughHistory:
            too_short.add(spec.key)
            continue
        snapshot = snapshot or await keep(store, frozen)
        explained = EXPLAINED if spec.end > now else 0
        nodes = await asyncio.to_thread(_nodes, hotspots, lineages[name], explained)
        protocol = _protocol(spec, frozen.digest)
        await issue(store, spec, snapshot, protocol, nodes)
        made += 1
    return made


def _protocol(spec: RunSpec, digest: str) -> str:
    place = " of the case that follows" if spec.kind.follows else ""
    return PROTOCOL.format(counted=spec.kind.counted, place=place, as_of=_shown(moment(spec.as_of)), digest=digest[:12])


def _forecast(lineage: CaseLineage, spec: RunSpec) -> Hotspots:
    happened = of_frozen(lineage.frozen, lineage.all_nodes, spec.kind)
    gap = (spec.start - spec.as_of) // DAY_MS
    return forecast(happened, spec.as_of // 1000, Ahead(gap, spec.kind.period.days))


def _nodes(hotspots: Hotspots, lineage: CaseLineage, explained: int) -> list[NodeForecast]:
    places = [place for place in hotspots.ranked().tolist() if hotspots.expected[place] >= _LEAST_STORED][:STORED_NODES]
    return [
        NodeForecast(
            node=hotspots.nodes[place],
            expected=round(float(hotspots.expected[place]), 4),
            low=int(hotspots.low[place]),
            high=int(hotspots.high[place]),
            usual=round(float(hotspots.excess.usual[place]), 4),
            ewma=round(float(hotspots.ewma[place]), 4),
            excess=round(float(hotspots.excess.amount[place]), 4),
            excess_share=round(float(hotspots.excess.share[place]), 4),
            causes=lineage.causes(hotspots.nodes[place]) if rank < explained else [],
        )
        for rank, place in enumerate(places)
    ]


def _actual(frozen: Frozen, run: DueRun, kind: HotspotKind, nodes: Sequence[str]) -> dict[str, int]:
    """Count what happened in a run's period, by node, as known now."""
    happened = of_frozen(frozen, nodes, kind)
    start, end = run.period_start // 1000, run.period_end // 1000
    counts: dict[str, int] = {}
    for at, node in zip(happened.event_at.tolist(), happened.event_node.tolist(), strict=True):
        if start <= at < end:
            counts[node] = counts.get(node, 0) + 1
    return counts


def _scores(run: DueRun, actual: dict[str, int]) -> list[NodeScore]:
    rows = zip(run.keys, run.nodes, run.expected, run.low, run.high, strict=True)
    return [
        NodeScore(key, count := actual.get(node, 0), round(expected - count, 4), low <= count <= high)
        for key, node, expected, low, high in rows
    ]


def _precision(run: DueRun, actual: dict[str, int]) -> tuple[float, float]:
    """Return precision among the ten highest counts of the forecast and of the EWMA, over all nodes of either."""
    nodes = sorted({*actual, *run.nodes})
    counts = np.array([float(actual.get(node, 0)) for node in nodes])
    forecast_of = dict(zip(run.nodes, zip(run.expected, run.ewma, strict=True), strict=True))
    expected, ewma = (np.array([forecast_of.get(node, (0.0, 0.0))[which] for node in nodes]) for which in (0, 1))
    return precision(expected, counts), precision(ewma, counts)


def _shown(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
