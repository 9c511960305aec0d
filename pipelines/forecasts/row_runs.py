"""Forecasts of rows of a log without a clock: the runs that should be there by how far its rows have come in."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from forecasting.errors import NotEnoughHistory
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.frozen import Frozen
from graph.domain.planning.row_cut import before_row
from graph.store.kernel.store import Store
from graph.store.planning.forecasts import HotspotKind, RunSpec, issue, made_runs
from graph.store.planning.row_forecasts import next_row
from graph.store.planning.snapshots import freeze, keep
from pipelines.hotspots.forecasts import HotspotMaker, hotspot_protocol

LEADS = (0, 1)
"""How many periods ahead: the one whose rows come in, and the one after it."""
BACK = 6
"""How many periods before the one in progress a first run looks back to, as of weeks: a record from the start."""
_SHOWN = 12
"""Characters of a snapshot's digest in a protocol: as many as people compare."""


def wanted_row_runs(kinds: Sequence[HotspotKind], row: int, back: int = BACK) -> list[RunSpec]:
    """Return the runs that should be there when a row comes next: periods in progress and next, and some before."""
    specs = []
    for kind in kinds:
        current = kind.period.start(row)
        for lead in LEADS:
            for step in range(-back, lead + 1):
                start = kind.period.later(current, step)
                as_of = kind.period.later(start, -lead)
                if 0 <= as_of <= row:
                    specs.append(RunSpec(kind, kind.event, lead, start, kind.period.later(start, 1), as_of, row))
    return specs


async def issue_by_rows(
    store: Store, kinds: Sequence[HotspotKind], queued: Sequence[RunSpec], not_forecastable: set[str]
) -> int:
    """Make the runs of rows that are queued or missing, each from nothing but the rows before its own.

    Return how many were made. A run for which there are too few rows is left out, and its key added to
    `not_forecastable`.
    """
    done = 0
    for point, of_point in groupby(sorted(kinds, key=lambda kind: kind.point), key=lambda kind: kind.point):
        row = await next_row(store, point)
        if row is not None:
            wanted = wanted_row_runs(list(of_point), row)
            made = await made_runs(store, [spec.key for spec in wanted])
            missing = [spec for spec in wanted if spec.key not in made | not_forecastable]
            missing += [replace(spec, next_row=row) for spec in queued if spec.kind.point == point]
            done += await _issue(store, missing, not_forecastable)
    return done


async def _issue(store: Store, specs: Sequence[RunSpec], not_forecastable: set[str]) -> int:
    if not specs:
        return 0
    frozen, done = await freeze(store, specs[0].kind.point, store.clock.now()), 0
    snapshot: str | None = None
    for row, together in groupby(sorted(specs, key=_order), key=lambda spec: spec.as_of):
        maker = HotspotMaker(before_row(frozen, row), specs[0].reached(milliseconds(store.clock.now())))
        for spec in together:
            try:
                nodes = await maker.nodes(spec)
            except NotEnoughHistory:
                not_forecastable.add(spec.key)
                continue
            snapshot = snapshot or await keep(store, frozen)
            await issue(store, spec, snapshot, hotspot_protocol(spec, "", _digest(frozen)), nodes)
            done += 1
    return done


def _order(spec: RunSpec) -> tuple[int, str]:
    return spec.as_of, spec.key


def _digest(frozen: Frozen) -> str:
    return frozen.digest[:_SHOWN]
