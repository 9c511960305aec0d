"""The graph of provenance whole, in spans of the server's internal numbers: no node is ever deleted."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Nothing, Query


class ExportSpan(NamedTuple):
    """Internal numbers from `first` to `last`, a moment (ms), and kinds; all where none are named."""

    first: int
    last: int
    as_of: int
    kinds: Sequence[str] | None


class LastNumberRow(NamedTuple):
    """The highest internal number, -1 in an empty graph."""

    last: int


class ExportedNodeRow(NamedTuple):
    """A node with its labels and properties."""

    id: str
    labels: Sequence[str]
    properties: Stored


class ExportedEdgeRow(NamedTuple):
    """An edge by the ids of its ends, with what it carries."""

    source: str
    kind: str
    target: str
    properties: Stored


LAST_NUMBER = Query("lineage/export/last.cypher", Nothing, LastNumberRow, Access.READ)
EXPORTED_NODES = Query("lineage/export/nodes.cypher", ExportSpan, ExportedNodeRow, Access.READ)
EXPORTED_EDGES = Query("lineage/export/edges.cypher", ExportSpan, ExportedEdgeRow, Access.READ)
