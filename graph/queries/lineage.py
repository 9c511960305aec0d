"""Lineage, both ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class LineageParams:
    """From which node, and how many nodes at most."""

    id: str
    most: int


@dataclass(frozen=True)
class LineageRow:
    """Nodes as maps with their labels; edges as [type, from id, to id, knownFrom, knownTo]."""

    start_id: str
    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Sequence[Any]]


UP = Query("lineage/up.cypher", LineageParams, LineageRow, Access.READ, hot=True)
DOWN = Query("lineage/down.cypher", LineageParams, LineageRow, Access.READ, hot=True)
