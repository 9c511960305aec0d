"""The graph of provenance as arrays: nodes and instance edges as known before a moment, exported in chunks."""

from array import array
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat

from graph.domain.kernel.moments import milliseconds
from graph.queries.planning import snapshot
from graph.queries.planning.snapshot import SpanParams
from graph.store.kernel.store import Store
from graph.store.planning.snapshots import CHUNK

_NOWHERE = -1
"""No row has this number."""


@dataclass(frozen=True, slots=True)
class FrozenGraph:
    """Nodes in columns by position; `known` in ms, -1 without a time; edges as positions, effect to cause.

    An edge whose other end was not known has position -1 there.
    """

    ids: list[str]
    kinds: list[str]
    known: "array[int]"
    edge_kinds: list[str]
    effects: "array[int]"
    causes: "array[int]"


async def freeze_graph(store: Store, as_of: datetime) -> FrozenGraph:
    """Export nodes and instance edges known strictly before a moment."""
    params = SpanParams(milliseconds(as_of), CHUNK)
    place: dict[int, int] = {}
    frozen = FrozenGraph([], [], array("q"), [], array("q"), array("q"))
    for nodes in await store.graph.read(snapshot.NODES, params):
        place.update(zip(nodes.numbers, range(len(place), len(place) + len(nodes.numbers)), strict=True))
        frozen.ids.extend(nodes.ids)
        frozen.kinds.extend([nodes.kind] * len(nodes.ids))
        frozen.known.extend(nodes.known)
    for query in (snapshot.EDGES, snapshot.REPLAYED):
        for edges in await store.graph.read(query, params):
            frozen.edge_kinds.extend([edges.kind] * len(edges.effects))
            frozen.effects.extend(map(place.get, edges.effects, repeat(_NOWHERE)))
            frozen.causes.extend(map(place.get, edges.causes, repeat(_NOWHERE)))
    return frozen
