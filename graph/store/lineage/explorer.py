"""The explorer: nodes with their facts, their neighbours counted and a hop at a time, and search."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.ordering import LAST
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.search_words import search_query
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.links import Group, Seen, groups_of
from graph.domain.lineage.reach import Direction, Edge, Node, kind_of
from graph.queries.lineage.explorer import (
    AROUND,
    CAUSES,
    EFFECTS,
    LINKS,
    NODE,
    SEARCH,
    AroundParams,
    AroundRow,
    LinksParams,
    LinksRow,
    NeighboursParams,
    NodeParams,
    SearchParams,
)
from graph.store.decision.pages import Wanted, place_in
from graph.store.kernel.cursors import cursor
from graph.store.kernel.store import Store
from graph.store.lineage.reach import Lineage, node_of

__all__ = ["Around", "ExplorerNode", "Group", "Hit", "Hop", "links", "neighbours", "node", "search"]

MOST_MATCHES = 50
"""More than a person looks through in a list of matches."""
_LOOKED_AT = 500
"""Matches that are looked at for those of a kind; the best come first."""
_NEAR, _ALONG = 1_000, 10_000
_LINKED = 500
"""Of so many nodes at once each is looked around less far than one alone."""
MOST_LINKED = 200
"""More nodes than are ever drawn as cards."""
_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no such node: take its id from a search or a list.")


@dataclass(frozen=True, slots=True)
class ExplorerNode:
    """A node, the database's own name of it, and all that is stored of it by name."""

    node: Node
    element: str
    facts: Stored


@dataclass(frozen=True, slots=True)
class Hop:
    """From which node, which way, along which edge, to which kind, as of when."""

    id: str
    direction: Direction = Direction.BOTH
    edge: str | None = None
    kind: str | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The groups around a node, the node with those neighbours that were asked for, and the cursor of the last."""

    groups: Sequence[Group]
    graph: Lineage
    end_cursor: str | None
    has_next: bool


async def node(store: Store, node_id: str) -> ExplorerNode | Problem:
    """Return a node with everything stored of it; NOT_FOUND for an unknown one."""
    rows = await store.graph.read(NODE, NodeParams(node_id))
    if not rows:
        return _UNKNOWN
    row = rows[0]
    facts = {**row.facts, "labels": row.labels}
    return ExplorerNode(node_of(facts), row.element, row.facts)


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that a search found, and what tells it from others of its name."""

    node: Node
    subtitle: str


async def search(store: Store, text: str, kinds: Sequence[str] | None, first: int) -> list[Hit] | Problem:
    """Return the nodes whose names hold every word of `text`, best match first."""
    if not 1 <= first <= MOST_MATCHES:
        return invalid("first", f"first takes 1 to {MOST_MATCHES}.")
    query = search_query(text)
    if query is None:
        return invalid("text", "text holds no word: type part of a name or number.")
    rows = await store.graph.read(SEARCH, SearchParams(query, kinds, _LOOKED_AT, first))
    return [Hit(node_of(row.facts), _subtitle(row.facts)) for row in rows]


async def neighbours(store: Store, wanted: Wanted, hop: Hop) -> Around | Problem:
    """Return how many neighbours a node has of which kind, and a page of those along one edge, newest first.

    Without an edge the neighbours are given where they all fit on the page. No hub is read whole: of one edge's
    neighbours the first ten thousand are looked at.
    """
    scope = f"neighbours {hop.id} {hop.direction} {hop.edge} {hop.kind} {hop.as_of}"
    place = place_in(store, scope, wanted)
    if isinstance(place, Problem):
        return place
    start = await node(store, hop.id)
    if isinstance(start, Problem):
        return start
    as_of = None if hop.as_of is None else milliseconds(hop.as_of)
    (around,) = await store.graph.read(AROUND, AroundParams(start.element, as_of, _NEAR))
    groups = [
        group
        for group in _groups(around, as_of)
        if (hop.direction in {Direction.BOTH, group.direction}) and hop.edge in {None, group.edge}
    ]
    if hop.edge is None:
        return Around(groups, _near(start.node, around, hop, wanted.first), None, has_next=False)
    along: list[tuple[str, Direction, Node]] = []
    for way in (Direction.UP, Direction.DOWN):
        if hop.direction in {Direction.BOTH, way}:
            params = NeighboursParams(
                element=start.element,
                edge=hop.edge,
                kind=hop.kind,
                as_of=as_of,
                before=place or LAST,
                most=_ALONG,
                limit=wanted.first + 1,
            )
            rows = await store.graph.read(CAUSES if way is Direction.UP else EFFECTS, params)
            along += [(row.sort_key, way, node_of(row.facts)) for row in rows]
    along.sort(key=lambda one: one[0], reverse=True)
    shown = along[: wanted.first]
    end = cursor(store.cursor_key, scope, shown[-1][0]) if shown else None
    graph = _star(start.node, [(hop.edge, way, other) for _, way, other in shown])
    return Around(groups, graph, end, has_next=len(along) > wanted.first)


async def links(
    store: Store, nodes: Sequence[tuple[str, str]], as_of: datetime | None
) -> Mapping[str, Sequence[Group]] | Problem:
    """Return how many neighbours nodes, given as (kind, id), have along which edge; unknown ones are left out."""
    if not 1 <= len(nodes) <= MOST_LINKED:
        return invalid("ids", f"ids takes 1 to {MOST_LINKED}.")
    moment = None if as_of is None else milliseconds(as_of)
    rows = await store.graph.read(LINKS, LinksParams(sorted(set(nodes)), moment, _LINKED))
    return {row.id: _groups_of_links(row, moment) for row in rows}


def _subtitle(facts: Stored) -> str:
    # A number among them counts changes or orders versions: it says nothing to people.
    stated = (facts.get(name) for name in ("kind", "words", "version", "stage", "state"))
    return ", ".join(one.replace("_", " ").lower() for one in stated if isinstance(one, str) and one)


def _groups(around: AroundRow, as_of: int | None) -> Sequence[Group]:
    seen = {
        way: Seen(
            counts=Counter((edge, kind_of(tuple(facts["labels"]))) for edge, facts in near),
            degrees=_degrees(around.degrees, way),
            cut_short=len(near) >= _NEAR,
        )
        for way, near in ((Direction.UP, around.causes), (Direction.DOWN, around.effects))
    }
    return groups_of(seen, now=as_of is None)


def _groups_of_links(row: LinksRow, as_of: int | None) -> Sequence[Group]:
    seen = {
        way: Seen(
            counts={(edge, kind_of(tuple(labels))): count for edge, labels, count in near},
            degrees=_degrees(row.degrees, way),
            cut_short=sum(count for _, _, count in near) >= _LINKED,
        )
        for way, near in ((Direction.UP, row.causes), (Direction.DOWN, row.effects))
    }
    return groups_of(seen, now=as_of is None)


def _degrees(degrees: Sequence[tuple[str, str, int]], way: Direction) -> dict[str, int]:
    return {edge: count for side, edge, count in degrees if side == way.value}


def _near(centre: Node, around: AroundRow, hop: Hop, most: int) -> Lineage:
    near = [
        (edge, way, other)
        for way, seen in ((Direction.UP, around.causes), (Direction.DOWN, around.effects))
        if hop.direction in {Direction.BOTH, way}
        for edge, facts in seen
        if hop.kind in {None, (other := node_of(facts)).kind}
    ]
    return _star(centre, near if len(near) <= most else [])


def _star(centre: Node, near: Sequence[tuple[str, Direction, Node]]) -> Lineage:
    """Return a node with its neighbours, each once, and the edges between it and them."""
    nodes = {centre.id: centre, **{other.id: other for _, _, other in near}}
    edges = [
        Edge(edge, centre.id, other.id) if way is Direction.UP else Edge(edge, other.id, centre.id)
        for edge, way, other in near
    ]
    steps = [0 if one == centre.id else 1 for one in nodes]
    return Lineage(list(nodes.values()), steps, edges, truncated=False)
