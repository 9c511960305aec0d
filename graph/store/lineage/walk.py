"""A walk over the graph: from nodes of one kind along one edge after another, one statement a step."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import kind_of
from graph.domain.lineage.walk import WalkEdge, looked_at
from graph.queries.lineage.walk import NODES, STEPS, NodeFacts, NodesParams, StepParams
from graph.queries.lineage.walk_kinds import edge_facts, edges, kinds
from graph.session import WalkReads
from graph.store.kernel.cursors import cursor, place_of
from graph.store.kernel.store import Store

__all__ = [
    "Along",
    "Neighbour",
    "Steps",
    "WalkNode",
    "WalkPlace",
    "WalkReads",
    "cursor_of",
    "edge_facts",
    "edges",
    "kinds",
    "nodes_of",
    "place_after",
    "step",
    "walk_in",
]

Result = TypeVar("Result")


class WalkNode(NamedTuple):
    """A node on a walk: its number in the database, its kind, its id, and its properties as they were asked for."""

    number: int
    kind: str
    id: str
    facts: Sequence[object]


class WalkPlace(NamedTuple):
    """Where a neighbour stands among others: rank of the edge, then newest first, then by id."""

    rank: int
    known: int
    id: str


class Neighbour(NamedTuple):
    """A node at the other end: its number, its place, and what the edge to it carries, as it was asked for."""

    number: int
    rank: int
    known: int
    carried: Sequence[object]


@dataclass(frozen=True, slots=True)
class Along:
    """A step: along which edge, how many neighbours of each node after which place, and what is read of them."""

    edge: WalkEdge
    first: int
    facts: Sequence[str]
    carried: Sequence[str] = ()
    after: WalkPlace | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The nodes at the other ends by number; for each start its neighbours in order, and how many there are.

    There is one neighbour more than asked for where there is a next page. A count is None where there are more than
    were looked at, `looked_at` for each.
    """

    nodes: Mapping[int, WalkNode]
    neighbours: Sequence[Sequence[Neighbour]]
    counts: Sequence[int | None]
    looked_at: int


async def walk_in(store: Store, work: Callable[[WalkReads], Awaitable[Result]]) -> Result:
    """Return what `work` makes of the steps of one walk, all in one transaction; it may be begun anew."""
    return await store.graph.read_together(work)


async def nodes_of(read: WalkReads, kind: str, ids: Sequence[str], facts: Sequence[str]) -> dict[str, WalkNode]:
    """Return the nodes of a kind that bear these ids, by id; an unknown one is missing."""
    (row,) = await read(NODES, NodesParams(kind, ids, ["id", *facts]))
    return {node.id: node for node in map(_node, row.nodes)}


async def step(read: WalkReads, starts: Sequence[int], along: Along) -> Steps:
    """Return where nodes, given by their numbers, lead along one edge: one statement, whatever their number."""
    edge, after, most = along.edge, along.after, looked_at(len(starts))
    params = StepParams(
        starts=starts,
        kinds=edge.targets,
        most=most,
        limit=along.first + 1,
        after_rank=None if after is None else after.rank,
        after_known=None if after is None else after.known,
        after_id=None if after is None else after.id,
        facts=["id", *along.facts],
        edge_facts=along.carried,
    )
    (row,) = await read(STEPS[edge.way, edge.kind], params)
    neighbours: list[Sequence[Neighbour]] = [()] * len(starts)
    counts: list[int | None] = [0] * len(starts)
    for place, looked, near in row.steps:
        neighbours[place] = [Neighbour(*one) for one in near]
        counts[place] = looked if looked < most else None
    return Steps({node.number: node for node in map(_node, row.nodes)}, neighbours, counts, most)


def cursor_of(store: Store, edge: WalkEdge, place: WalkPlace) -> str:
    """Return the cursor of a neighbour's place."""
    return cursor(store.cursor_key, _scope(edge), json.dumps(place))


def place_after(store: Store, edge: WalkEdge, after: str) -> WalkPlace | Problem:
    """Return the place that a cursor of such a page names, or why it names none."""
    place = place_of(store.cursor_key, _scope(edge), after)
    if isinstance(place, Problem):
        return place
    return WalkPlace(*json.loads(place))


def _scope(edge: WalkEdge) -> str:
    return f"walk {edge.source} {edge.name}"


def _node(stored: NodeFacts) -> WalkNode:
    number, labels, (node_id, *facts) = stored
    return WalkNode(number, kind_of(tuple(labels)), str(node_id), facts)
