"""Forecasts of hot spots: made from frozen snapshots, and what came of them counted when their period is over."""

import asyncio
from collections.abc import Mapping, Sequence

from forecasting.count_means import Ahead
from forecasting.hotspots import Hotspots, forecast, forecast_rows
from graph.domain.kernel.forecast_keys import SeriesKey
from graph.domain.kernel.moments import moment
from graph.domain.kernel.periods import DAY_MS, Period
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.row_cut import before_row
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import DueRun, HotspotKind, NodeForecast, RunSpec, hotspot_kinds
from graph.store.planning.snapshots import StoredHistory, read_history
from pipelines.hotspots.causes import CaseLineage
from pipelines.hotspots.occurrences import nodes_of, of_frozen

STORED_NODES = 60
"""How many nodes of a run are kept, the highest first."""
EXPLAINED = 5
"""How many nodes get causes: those that a page shows first; each costs a search."""
_LEAST_STORED = 0.05
"""Expected events below which a node is not stored: fewer than one in twenty periods."""
PROTOCOL = (
    "Cases that {counted}, by day (UTC) and node{place}. Expected: Poisson regression on log shares of "
    "earlier days, times the expected total, learned from what was known before {as_of} alone (snapshot {digest}). "
    "Interval: 90 %, negative binomial, fitted to the forecasts of the four weeks before. Usual: what the node's "
    "volume brings at the rate of all nodes. A forecast calculated after its period began is marked so."
)
ROW_PROTOCOL = (
    "Cases that {counted}, by every {rows:,} rows of a log without a clock and node{place}. Expected: the level of the "
    "last such periods, held a little near the mean of all before, from what was known before row {row:,} alone "
    "(snapshot {digest}). Interval: 90 %, negative binomial, fitted to the forecasts of the periods before. Usual: "
    "what the node's volume brings at the rate of all nodes. What is decided or reported here counts at the row of its "
    "case; cases that came in here alone have none, and count in no period. A forecast calculated after its rows began "
    "is marked so."
)


class HotspotMaker:
    """Makes the runs of one moment from its snapshot: kinds share what was read of it."""

    def __init__(self, frozen: Frozen, now: int) -> None:
        """Begin with a snapshot; `now` (ms, or the row that comes next) tells which periods are over."""
        self._frozen, self._now = frozen, now
        self._lineages: dict[str, CaseLineage] = {}

    async def nodes(self, spec: RunSpec) -> list[NodeForecast]:
        """Forecast each node of a run, the highest first; raises NotEnoughHistory."""
        name = spec.kind.name
        if name not in self._lineages:
            self._lineages[name] = CaseLineage(self._frozen, spec.kind, spec.event, spec.as_of)
        hotspots = await asyncio.to_thread(_forecast, self._lineages[name], spec)
        explained = EXPLAINED if spec.end > self._now else 0
        return await asyncio.to_thread(node_forecasts, hotspots, self._lineages[name], explained)


class HotspotCounter:
    """Counts what happened in the periods of runs, as known at a moment; a point's history is read once."""

    def __init__(self, store: Store) -> None:
        """Begin with what is known now."""
        self._store, self._now = store, store.clock.now()
        self._kinds: Mapping[tuple[str, str], HotspotKind] | None = None
        self._known: dict[str, tuple[StoredHistory, Frozen]] = {}

    async def count(self, run: DueRun) -> Mapping[str, int]:
        """Count what happened in a run's period, by node."""
        if self._kinds is None:
            self._kinds = {(kind.point, kind.name): kind for kind in await hotspot_kinds(self._store)}
        if run.point not in self._known:
            read = await read_history(self._store, run.point, self._now)
            self._known[run.point] = read, await read.freeze(self._now)
        _, frozen = self._known[run.point]
        kind = self._kinds.get((run.point, SeriesKey.parse(run.series).kind)) or _former(run)
        at_issue = None if kind.attribute else await self._at_issue(run, kind)
        return _actual(frozen, run, kind, nodes_of(frozen, kind, at_issue))

    async def _at_issue(self, run: DueRun, kind: HotspotKind) -> Frozen:
        history, frozen = self._known[run.point]
        if kind.rows is not None:
            return before_row(frozen, run.issued_at)
        # Another worker's clock may be ahead of this one's.
        return await history.freeze(min(moment(run.issued_at), self._now))


def hotspot_protocol(spec: RunSpec, as_of: str, digest: str) -> str:
    """Return in words how a run was made."""
    place = " of the case that follows" if spec.kind.follows else ""
    if spec.kind.rows is not None:
        return ROW_PROTOCOL.format(
            counted=spec.kind.counted, place=place, rows=spec.kind.rows, row=spec.as_of, digest=digest
        )
    return PROTOCOL.format(counted=spec.kind.counted, place=place, as_of=as_of, digest=digest)


def _former(run: DueRun) -> HotspotKind:
    """Return the kind of a run whose pack no longer declares it: its attribute is still that of its cases."""
    return HotspotKind(run.point, SeriesKey.parse(run.series).kind, run.attribute, Period.DAY, "")


def _forecast(lineage: CaseLineage, spec: RunSpec) -> Hotspots:
    happened = of_frozen(lineage.frozen, lineage.all_nodes, spec.kind)
    rows = spec.kind.rows
    if rows is not None:
        return forecast_rows(happened, spec.as_of, -(-(spec.start - spec.as_of) // rows))
    gap = (spec.start - spec.as_of) // DAY_MS
    return forecast(happened, spec.as_of // 1000, Ahead(gap, days_of(spec.kind)))


def days_of(kind: HotspotKind) -> int:
    """Return how many days a period of a kind has; one of rows has none."""
    return kind.period.days if isinstance(kind.period, Period) else 0


def node_forecasts(hotspots: Hotspots, lineage: CaseLineage, explained: int) -> list[NodeForecast]:
    """Return the nodes that are worth a row, the highest first, with causes of so many of the first."""
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
    start, end = run.period_start, run.period_end
    if kind.rows is None:
        start, end = start // 1000, end // 1000
    counts: dict[str, int] = {}
    for at, node in zip(happened.event_at.tolist(), happened.event_node.tolist(), strict=True):
        if start <= at < end:
            counts[node] = counts.get(node, 0) + 1
    return counts
