"""The explorer: any node, its neighbours, the way between two, and nodes by name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class NodeParams(NamedTuple):
    """Which node."""

    id: str


class NodeRow(NamedTuple):
    """A node: the database's own name of it, its id, its labels and all its properties."""

    element: str
    id: str
    labels: Sequence[str]
    facts: Stored


class AroundParams(NamedTuple):
    """Which node, as of when (ms; None for now), and how many neighbours each way at most."""

    element: str
    as_of: int | None
    most: int


class AroundRow(NamedTuple):
    """[way, edge, how many now] of each kind of edge; [edge, facts] of the first neighbours each way."""

    degrees: Sequence[Sequence[Any]]
    causes: Sequence[Sequence[Any]]
    effects: Sequence[Sequence[Any]]


class NeighboursParams(NamedTuple):
    """Which node's neighbours along which edge, of which kind, as of when, before which place, how many of how many."""

    element: str
    edge: str
    kind: str | None
    as_of: int | None
    before: str
    most: int
    limit: int


class NeighbourRow(NamedTuple):
    """A neighbour and its place."""

    id: str
    sort_key: str
    facts: Stored


class PathParams(NamedTuple):
    """Between which two nodes, by the database's own names."""

    start: str
    goal: str


class PathRow(NamedTuple):
    """The nodes of a path in order, and its edges as [type, from id, to id, knownFrom, knownTo]."""

    nodes: Sequence[Stored]
    edges: Sequence[Sequence[Any]]


class SearchParams(NamedTuple):
    """A query in the index's own language, the kinds wanted (None for all), how many are looked at and told."""

    query: str
    kinds: Sequence[str] | None
    fetched: int
    limit: int


class SearchRow(NamedTuple):
    """A node that matches, and how well."""

    facts: Stored
    score: float


NODE = Query("lineage/explorer/node.cypher", NodeParams, NodeRow, Access.READ, hot=True)
AROUND = Query("lineage/explorer/around.cypher", AroundParams, AroundRow, Access.READ, hot=True)
CAUSES = Query("lineage/explorer/causes.cypher", NeighboursParams, NeighbourRow, Access.READ, hot=True)
EFFECTS = Query("lineage/explorer/effects.cypher", NeighboursParams, NeighbourRow, Access.READ, hot=True)
PATH_UP = Query("lineage/explorer/path_up.cypher", PathParams, PathRow, Access.READ, hot=True)
PATH_ANY = Query("lineage/explorer/path_any.cypher", PathParams, PathRow, Access.READ, hot=True)
SEARCH = Query("lineage/explorer/search.cypher", SearchParams, SearchRow, Access.READ, hot=True)
