"""Exports the graph for analysts: what the models declare of each kind, without people's own words and locks."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.lineage.walk import StoredType
from graph.errors import InvalidInput
from graph.queries.kernel.query import Nothing
from graph.queries.lineage.export import EXPORTED_EDGES, EXPORTED_NODES, LAST_NUMBER, ExportSpan
from graph.store.kernel.store import Store
from graph.store.lineage.walk import edge_facts, kinds

_SPAN = 2_000
"""So many nodes with their edges are held at a time: some megabytes."""
_LEFT_OUT = {"_lock", "note", "text", "answer", "reason", "content", "payload", "raw", "cells", "mended"}
"""Locks, what people wrote, and what packets or refused rows repeat of it: a file outlives the erasure of a text."""


@dataclass(frozen=True, slots=True)
class ExportedNode:
    """A node: its id, its kind and the properties that the model declares of it."""

    id: str
    kind: str
    properties: dict[str, object]


@dataclass(frozen=True, slots=True)
class ExportedEdge:
    """An edge: its kind, the ids of its ends, and what it carries."""

    source: str
    kind: str
    target: str
    properties: dict[str, object]


def exported_facts() -> Mapping[str, Mapping[str, StoredType]]:
    """Return which properties of each kind of node are exported, and how each is stored."""
    return {
        label: {name: stored for name, stored in kind.facts if name not in _LEFT_OUT} for label, kind in kinds().items()
    }


async def exported_graph(
    store: Store, as_of: datetime, named: Sequence[str]
) -> AsyncIterator[ExportedNode | ExportedEdge]:
    """Yield all nodes known before a moment, then the edges between them; raises InvalidInput for an unknown kind."""
    declared = exported_facts()
    if unknown := sorted(set(named) - declared.keys()):
        raise InvalidInput(f"There is no kind {unknown[0]}; take of {', '.join(sorted(declared))}.")
    (row,) = await store.graph.read(LAST_NUMBER, Nothing())
    spans = [
        ExportSpan(first, first + _SPAN - 1, milliseconds(as_of), list(named) or None)
        for first in range(0, row.last + 1, _SPAN)
    ]
    for span in spans:
        for node in await store.graph.read(EXPORTED_NODES, span):
            kind = next(label for label in node.labels if label in declared)
            properties = {name: value for name, value in node.properties.items() if name in declared[kind]}
            yield ExportedNode(node.id, kind, properties)
    for span in spans:
        for edge in await store.graph.read(EXPORTED_EDGES, span):
            carried = {name: value for name, value in edge.properties.items() if name in edge_facts()}
            yield ExportedEdge(edge.source, edge.kind, edge.target, carried)
