"""Frozen snapshots: a decision point as known at a moment, exported in chunks, hashed, and kept as a node."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.intake.plausible import FIRST_PLAUSIBLE
from graph.domain.kernel.moments import milliseconds
from graph.domain.planning.frozen import Frozen, PersonColumns
from graph.domain.planning.point_history import Columns, PointHistory
from graph.errors import InvalidInput
from graph.queries.kernel.query import P, Query, R
from graph.queries.planning import snapshot
from graph.queries.planning.snapshot import AsOfParams, FreezeParams, KeepParams
from graph.records.planning import SnapshotRecord
from graph.store.kernel.store import Store
from graph.store.registry.points import point_of

CHUNK = 10_000
"""How many internal numbers one chunk spans: rows cost far more than elements of a list."""


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """A point's history, read once, of which snapshots of several moments are made."""

    store: Store
    point: str
    history: PointHistory

    async def freeze(self, as_of: datetime) -> Frozen:
        """Return what `freeze` returns for a moment that is not after the one up to which this was read."""
        at = milliseconds(as_of)
        graph = self.store.graph
        tasks = await _columns(self.store, snapshot.TASKS, FreezeParams(self.point, at, CHUNK))
        people = await graph.read(snapshot.PEOPLE, AsOfParams(at))
        named = sorted((person.id, person.name) for person in people)
        cut = await asyncio.to_thread(self.history.before, at)
        return Frozen(
            point=self.point,
            as_of=at,
            shift_ms=cut.shift_ms,
            cases=cut.cases,
            outcomes=cut.outcomes,
            tasks=cut.tasks(tasks),
            people=PersonColumns([one for one, _ in named], [name for _, name in named]),
        )


async def read_history(store: Store, point: str, until: datetime) -> StoredHistory:
    """Read all that was known of a point strictly before a moment; an unknown point has an empty history."""
    params = FreezeParams(point, milliseconds(until), CHUNK)
    declared = await point_of(store, point, fresh=True)
    history = PointHistory(
        until=params.as_of,
        since=milliseconds(FIRST_PLAUSIBLE if declared is None else declared.plausible_from),
        cases=await _columns(store, snapshot.CASES, params),
        decisions=await _columns(store, snapshot.DECISIONS, params),
        predictions=await _columns(store, snapshot.PREDICTIONS, params),
        outcomes=await _columns(store, snapshot.OUTCOMES, params),
    )
    return StoredHistory(store, point, history)


async def freeze(store: Store, point: str, as_of: datetime) -> Frozen:
    """Export what was known of a point strictly before a moment; nothing later changes a byte of it.

    An unknown point gives an empty snapshot. The same graph and moment give the same digest.
    """
    return await (await read_history(store, point, as_of)).freeze(as_of)


async def keep(store: Store, frozen: Frozen) -> str:
    """Keep a snapshot as a node and return its id; an equal one is found again.

    Raises InvalidInput where its point is not registered.
    """
    now = milliseconds(store.clock.now())
    record = SnapshotRecord(
        id=store.clock.new_id(),
        key=frozen.digest,
        as_of=frozen.as_of,
        shift_ms=frozen.shift_ms,
        **frozen.counts,
        known_at=now,
        recorded_at=now,
    )
    versions = sorted(set(frozen.cases.dataset_version))
    rows = await store.graph.write(snapshot.KEEP, KeepParams(frozen.point, record, versions))
    if not rows:
        raise InvalidInput(f"Point {frozen.point!r} is not registered; run `signoff pack load` first.")
    return rows[0].id


async def _columns(store: Store, query: Query[P, R], params: P) -> Columns:
    """Return the chunks of a query end to end, a list for each column."""
    columns: dict[str, list[Any]] = {name: [] for name in query.columns}
    for chunk in await store.graph.read(query, params):
        for name in query.columns[1:]:
            columns[name] += getattr(chunk, name)
    return columns
