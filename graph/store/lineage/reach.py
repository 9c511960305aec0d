"""Lineage of one node: what it is based on and what depends on it, now or as of an earlier moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode, invalid
from graph.domain.kernel.stored import Stored
from graph.domain.lineage.reach import DEEPEST, Direction, Edge, Moment, Node, kind_of, reached
from graph.domain.lineage.titles import title_of
from graph.queries.lineage.reach import DOWN, UP, LineageParams
from graph.store.kernel.store import Store

MOST_NODES = 500
"""How many nodes one answer holds at most, where no other number is asked for; it says so where there are more."""
LARGEST_LINEAGE = 5_000
"""How many nodes can be asked for."""
UNKNOWN_THEN = Problem(
    ProblemCode.NOT_FOUND,
    "There is no such node, or there was none at that moment: take its id from a list, or ask for a later moment.",
)


@dataclass(frozen=True, slots=True)
class LineageQuestion:
    """From which node, which way, how far; `as_of` by what was known, `audit_as_of` by what had been recorded."""

    id: str
    direction: Direction = Direction.UP
    depth: int = DEEPEST
    as_of: datetime | None = None
    audit_as_of: datetime | None = None

    @property
    def moment(self) -> Moment:
        """Return the moment at which the question stands."""
        return Moment(_ms(self.as_of), _ms(self.audit_as_of))

    @property
    def fault(self) -> Problem | None:
        """Return why the question cannot be answered, if so."""
        return None if 1 <= self.depth <= DEEPEST else invalid("depth", f"depth takes 1 to {DEEPEST}.")


@dataclass(frozen=True, slots=True)
class Lineage:
    """Nodes, nearest first, with their steps from the start; edges between them; whether there are more.

    `blind_first`: whether some nodes may have to be withheld, for there is a decision point where reviewers answer
    before its advice is shown.
    """

    nodes: Sequence[Node]
    steps: Sequence[int]
    edges: Sequence[Edge]
    truncated: bool
    blind_first: bool = True


async def trace(store: Store, question: LineageQuestion, most: int = MOST_NODES) -> Lineage | Problem:
    """Answer with so many nodes at most; NOT_FOUND for a node that is, or was then, unknown."""
    if question.fault is not None:
        return question.fault
    if not 1 <= most <= LARGEST_LINEAGE:
        return invalid("most", f"most takes 1 to {LARGEST_LINEAGE}.")
    parts = [await _part(store, question, most, way) for way in ways(question.direction)]
    parts_held = [part for part in parts if part is not None and part.nodes]
    if not parts_held:
        return UNKNOWN_THEN
    return _together(parts_held)


async def _part(store: Store, question: LineageQuestion, most: int, way: Direction) -> Lineage | None:
    query = UP if way is Direction.UP else DOWN
    rows = await store.graph.read(query, LineageParams(question.id, most + 1))
    if not rows:
        return None
    nodes, edges = {node.id: node for node in map(node_of, rows[0].nodes)}, [Edge(*edge) for edge in rows[0].edges]
    moment = question.moment
    steps = reached(question.id, nodes, edges, way, moment)
    near = sorted((step, node) for node, step in steps.items() if step <= question.depth)[:most]
    near_ids = {node for _, node in near}
    return Lineage(
        nodes=[nodes[node] for _, node in near],
        steps=[step for step, _ in near],
        edges=[edge for edge in edges if edge.effect in near_ids and edge.cause in near_ids and moment.follows(edge)],
        truncated=len(nodes) > most,
        blind_first=rows[0].blind_first,
    )


def _together(parts: Sequence[Lineage]) -> Lineage:
    """Return both ways as one, their common nodes once."""
    steps: dict[str, int] = {}
    nodes: dict[str, Node] = {}
    for part in parts:
        for node, step in zip(part.nodes, part.steps, strict=True):
            nodes.setdefault(node.id, node)
            steps.setdefault(node.id, step)
    edges = dict.fromkeys(edge for part in parts for edge in part.edges)
    return Lineage(
        nodes=list(nodes.values()),
        steps=list(steps.values()),
        edges=list(edges),
        truncated=any(part.truncated for part in parts),
        blind_first=any(part.blind_first for part in parts),
    )


def ways(direction: Direction) -> Iterable[Direction]:
    """Return the ways that a direction stands for."""
    return (Direction.UP, Direction.DOWN) if direction is Direction.BOTH else (direction,)


def node_of(facts: Stored) -> Node:
    """Return a stored node, given with its labels, as the explorer tells it."""
    kind = kind_of(tuple(facts["labels"]))
    return Node(facts["id"], kind, title_of(kind, facts), facts.get("knownAt"), facts.get("recordedAt"))


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else milliseconds(moment)
