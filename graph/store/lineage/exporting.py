"""Exports the graph for analysts: what the models declare of each kind, without people's own words and locks."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.errors import InvalidInput
from graph.queries.kernel.query import Nothing
from graph.queries.lineage.export import EXPORTED_EDGES, EXPORTED_NODES, LAST_NUMBER, ExportedEdgeRow, ExportSpan
from graph.schema import graph_schema
from graph.schema_parts import visible
from graph.store.kernel.store import Store

_SPAN = 2_000
"""So many nodes with their edges are held at a time: some megabytes."""
_LEFT_OUT = {"_lock", "note", "text", "answer", "reason", "content", "payload"}
"""Locks, and what people wrote or packets repeat of it: a file outlives the erasure of a text."""


@dataclass(frozen=True, slots=True)
class ExportedNode:
    """A node: its id, its kind and the properties that the model declares of it."""

    id: str
    kind: str
    properties: dict[str, object]


async def exported_graph(
    store: Store, as_of: datetime, kinds: Sequence[str]
) -> AsyncIterator[ExportedNode | ExportedEdgeRow]:
    """Yield all nodes known before a moment, then the edges between them; raises InvalidInput for an unknown kind."""
    declared = {label.name: {prop.name for prop in label.properties} - _LEFT_OUT for label in visible(graph_schema())}
    if unknown := sorted(set(kinds) - declared.keys()):
        raise InvalidInput(f"There is no kind {unknown[0]}; take of {', '.join(sorted(declared))}.")
    (row,) = await store.graph.read(LAST_NUMBER, Nothing())
    spans = [
        ExportSpan(first, first + _SPAN - 1, milliseconds(as_of), list(kinds) or None)
        for first in range(0, row.last + 1, _SPAN)
    ]
    for span in spans:
        for node in await store.graph.read(EXPORTED_NODES, span):
            kind = next(label for label in node.labels if label in declared)
            properties = {name: value for name, value in node.properties.items() if name in declared[kind]}
            yield ExportedNode(node.id, kind, properties)
    for span in spans:
        for edge in await store.graph.read(EXPORTED_EDGES, span):
            yield edge
