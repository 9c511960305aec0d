"""A walk over the graph: along one edge after another, a statement for each edge back and one for all to causes."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import kind_of
from graph.domain.lineage.walk import WalkEdge, looked_at
from graph.queries.lineage.walk import (
    EFFECTS,
    NODES,
    CausesStep,
    EffectsParams,
    NodeFacts,
    NodesParams,
    StepEnds,
)
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
    "effects_of",
    "kinds",
    "nodes_of",
    "place_after",
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
    """A step: along which edge, how many neighbours of each node after which place, and what is read of them.

    One to causes begins at the first `shown` neighbours of each node of an earlier step, number `origin` from 1 on; 0
    stands for the nodes that the statement begins with.
    """

    edge: WalkEdge
    first: int
    facts: Sequence[str]
    carried: Sequence[str] = ()
    after: WalkPlace | None = None
    origin: int = 0
    shown: int = 1


@dataclass(frozen=True, slots=True)
class Steps:
    """The nodes on the pages at the other ends, by number; by the number of each start its neighbours in order.

    There is one neighbour more than asked for where there is a next page. A count is None where there are more than
    were looked at, `looked_at` for each; starts without a neighbour may be missing.
    """

    nodes: Mapping[int, WalkNode]
    neighbours: Mapping[int, Sequence[Neighbour]]
    counts: Mapping[int, int | None]
    looked_at: int


async def walk_in(store: Store, work: Callable[[WalkReads], Awaitable[Result]]) -> Result:
    """Return what `work` makes of the steps of one walk, all in one transaction; it may be begun anew."""
    return await store.graph.read_together(work)


async def nodes_of(
    read: WalkReads, kind: str, ids: Sequence[str], facts: Sequence[str], causes: Sequence[Along]
) -> tuple[Mapping[str, WalkNode], Sequence[Steps]]:
    """Return the nodes of a kind that bear these ids, by id, and the steps to causes; an unknown id is missing."""
    most = looked_at(len(ids))
    (row,) = await read(
        NODES.only({kind}), NodesParams(kind, ids, ["id", *facts], [_sent(one) for one in causes], most)
    )
    return {node.id: node for node in map(_node, row.nodes)}, [_steps(*step, most) for step in row.causes]


async def effects_of(
    read: WalkReads, starts: Sequence[int], along: Along, causes: Sequence[Along]
) -> tuple[Steps, Sequence[Steps]]:
    """Return which nodes come to these, given by their numbers, and the steps from them to causes: one statement."""
    sent, most = _sent(along), looked_at(len(starts))
    params = EffectsParams(
        starts=starts,
        kinds=sent.kinds,
        most=most,
        first=sent.first,
        after_rank=sent.after_rank,
        after_known=sent.after_known,
        after_id=sent.after_id,
        facts=sent.facts,
        edge_facts=sent.edge_facts,
        causes=[_sent(one) for one in causes],
    )
    (row,) = await read(EFFECTS[along.edge.kind], params)
    steps = _steps(row.nodes, [(starts[place], looked, near) for place, looked, near in row.steps], most)
    return steps, [_steps(*step, most) for step in row.causes]


def _sent(along: Along) -> CausesStep:
    edge, after = along.edge, along.after
    return CausesStep(
        origin=along.origin,
        shown=along.shown,
        source=edge.source,
        kind=edge.kind,
        kinds=edge.targets,
        first=along.first,
        after_rank=None if after is None else after.rank,
        after_known=None if after is None else after.known,
        after_id=None if after is None else after.id,
        facts=["id", *along.facts],
        edge_facts=along.carried,
    )


def _steps(nodes: Sequence[NodeFacts], steps: Sequence[StepEnds], most: int) -> Steps:
    return Steps(
        nodes={node.number: node for node in map(_node, nodes)},
        neighbours={start: [Neighbour(*one) for one in near] for start, _, near in steps},
        counts={start: looked if looked < most else None for start, looked, _ in steps},
        looked_at=most,
    )


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
