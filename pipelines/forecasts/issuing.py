"""Forecasts that are missing or requested are made, each from nothing but what was known at its moment, and stored."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from forecasting.errors import NotEnoughHistory
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.periods import Period
from graph.domain.planning.frozen import Frozen
from graph.store.kernel.store import Store
from graph.store.planning.forecast_requests import queued_runs
from graph.store.planning.forecasts import (
    HotspotKind,
    NodeForecast,
    RunSpec,
    forecast_kinds,
    issue,
    made_runs,
)
from graph.store.planning.snapshots import StoredHistory, keep, read_history
from pipelines.forecasts.row_runs import issue_by_rows
from pipelines.hotspots.forecasts import HotspotMaker, hotspot_protocol
from pipelines.impact.stored import impact_nodes, impact_protocol

OnProgress: TypeAlias = Callable[[int, int], None]

LEADS = (0, 1)
"""How many periods ahead: the one that begins, and the one after it."""
BACK: Mapping[Period, int] = {Period.DAY: 14, Period.WEEK: 6}
"""How many periods before the one in progress a first run looks back to, so that there is a record from the start."""
_AT_ONCE = 50
"""Requested runs that are read together: a short list, for each is a piece of work."""
_SHOWN = 12
"""Characters of a snapshot's digest in a protocol: as many as people compare."""


def wanted_runs(kinds: Sequence[HotspotKind], now: int, back: Mapping[Period, int]) -> list[RunSpec]:
    """Return the runs that should be there at a moment (ms): periods in progress and next, and some before them."""
    specs = []
    for kind in kinds:
        current = kind.period.start(now)
        further = back[Period(kind.period.value)]
        for lead in LEADS:
            for step in range(-further, lead + 1):
                start = kind.period.later(current, step)
                as_of = kind.period.later(start, -lead)
                if as_of <= now:
                    end = kind.period.later(start, 1)
                    specs.append(RunSpec(kind, kind.event, lead, start, end, as_of))
    return specs


async def issue_missing(
    store: Store, back: Mapping[Period, int], on_progress: OnProgress, not_forecastable: set[str] | None = None
) -> int:
    """Make the runs that are queued or missing, in order of their moment; return how many were made.

    A run for which there is too little history is left out. Its key is added to `not_forecastable`, and is not tried
    again.
    """
    too_short = set[str]() if not_forecastable is None else not_forecastable
    kinds, queued = await forecast_kinds(store), await queued_runs(store, _AT_ONCE)
    specs = wanted_runs([kind for kind in kinds if kind.rows is None], milliseconds(store.clock.now()), back)
    made = await made_runs(store, [spec.key for spec in specs])
    missing = [spec for spec in specs if spec.key not in made | too_short]
    missing += [spec for spec in queued if spec.kind.rows is None]
    missing.sort(key=lambda spec: (spec.kind.point, spec.as_of, spec.key))
    done = 0
    for point, of_point in groupby(missing, key=lambda spec: spec.kind.point):
        specs = list(of_point)
        history = _History(store, point, specs[-1].as_of)
        for as_of, together in groupby(specs, key=lambda spec: spec.as_of):
            maker = _Maker(store, history, as_of)
            for spec in together:
                try:
                    await maker.make(spec)
                except NotEnoughHistory:
                    too_short.add(spec.key)
                else:
                    done += 1
            on_progress(done, len(missing))
    by_rows = [kind for kind in kinds if kind.rows is not None]
    return done + await issue_by_rows(store, by_rows, [spec for spec in queued if spec.kind.rows], too_short)


class _History:
    """A point's history, read with the first snapshot that is needed of it."""

    def __init__(self, store: Store, point: str, until: int) -> None:
        self._store, self._point, self._until = store, point, until
        self._read: StoredHistory | None = None

    async def freeze(self, as_of: int) -> Frozen:
        if self._read is None:
            self._read = await read_history(self._store, self._point, moment(self._until))
        return await self._read.freeze(moment(as_of))


class _Maker:
    """Makes and stores the runs of a point at one moment; its snapshot is stored with the first of them."""

    def __init__(self, store: Store, history: _History, as_of: int) -> None:
        self._store, self._history, self._as_of = store, history, as_of
        self._frozen: Frozen | None = None
        self._snapshot: str | None = None
        self._hotspots: HotspotMaker | None = None

    async def make(self, spec: RunSpec) -> None:
        """Make a run; raises NotEnoughHistory."""
        nodes = await self._nodes(spec)
        frozen = await self._freeze()
        if self._snapshot is None:
            self._snapshot = await keep(self._store, frozen)
        shown, digest = f"{moment(self._as_of):%Y-%m-%d %H:%M}", frozen.digest[:_SHOWN]
        impact = spec.kind.is_impact
        protocol = impact_protocol(shown, digest) if impact else hotspot_protocol(spec, shown, digest)
        await issue(self._store, spec, self._snapshot, protocol, nodes)

    async def _nodes(self, spec: RunSpec) -> list[NodeForecast]:
        if spec.kind.is_impact:
            return await impact_nodes(self._store, spec)
        if self._hotspots is None:
            self._hotspots = HotspotMaker(await self._freeze(), milliseconds(self._store.clock.now()))
        return await self._hotspots.nodes(spec)

    async def _freeze(self) -> Frozen:
        if self._frozen is None:
            self._frozen = await self._history.freeze(self._as_of)
        return self._frozen
