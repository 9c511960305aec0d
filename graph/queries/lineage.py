"""Lineage, both ways."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.queries._query import Access, Query


class LineageParams(NamedTuple):
    """From which node, and how many nodes at most."""

    id: str
    most: int


class LineageRow(NamedTuple):
    """Nodes as maps with their labels; edges as [type, from id, to id, knownFrom, knownTo]."""

    start_id: str
    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Sequence[Any]]


UP = Query("lineage/up.cypher", LineageParams, LineageRow, Access.READ, hot=True)
DOWN = Query("lineage/down.cypher", LineageParams, LineageRow, Access.READ, hot=True)
