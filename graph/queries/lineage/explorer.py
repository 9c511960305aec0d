"""The explorer: any node, its neighbours, the way between two, and nodes by name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query

PATH_SECONDS = 4.0
"""As long as a person waits for a way that may not be there."""


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

    degrees: Sequence[tuple[str, str, int]]
    causes: Sequence[Sequence[Any]]
    effects: Sequence[Sequence[Any]]


class LinksParams(NamedTuple):
    """Which nodes as [kind, id], as of when (ms; None for now), and how many neighbours each way at most."""

    nodes: Sequence[tuple[str, str]]
    as_of: int | None
    most: int


class LinksRow(NamedTuple):
    """A node; [edge, labels, nodes] each way; where these are too many, [way, edge, how many now] too."""

    id: str
    degrees: Sequence[tuple[str, str, int]]
    causes: Sequence[tuple[str, Sequence[str], int]]
    effects: Sequence[tuple[str, Sequence[str], int]]


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
    """Between which two nodes, by the database's own names, as of when (ms; None for now), by no such edge or node."""

    start: str
    goal: str
    as_of: int | None
    without: Sequence[str]
    around: Sequence[str]


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
LINKS = Query("lineage/explorer/links.cypher", LinksParams, LinksRow, Access.READ, hot=True)
CAUSES = Query("lineage/explorer/causes.cypher", NeighboursParams, NeighbourRow, Access.READ, hot=True)
EFFECTS = Query("lineage/explorer/effects.cypher", NeighboursParams, NeighbourRow, Access.READ, hot=True)
PATH = Query("lineage/explorer/path.cypher", PathParams, PathRow, Access.READ, hot=True, seconds=PATH_SECONDS)
SEARCH = Query("lineage/explorer/search.cypher", SearchParams, SearchRow, Access.READ, hot=True)
