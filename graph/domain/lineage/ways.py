"""The way between two nodes that says most: through data before names, rules, people and time."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from graph.domain.lineage.kinds import FAMILIES, SHARED_KINDS
from graph.domain.lineage.reach import Edge, Moment, Node

_PEOPLE = "people"
_RULES = frozenset({"policy", "assurance", "audit", "forecast"})
_DATA = "provenance"
_LEARNED = "registry"
IN_TIME = frozenset({"WAS_INFORMED_BY", "WAS_REVISION_OF"})
"""Edges from what is newer to what was before it: they lead through time."""
BESIDE_DATA = frozenset(kind for kind, family in FAMILIES.items() if family in {*_RULES, _PEOPLE})
"""Kinds of node that a way through data does not pass."""


class _Cost(NamedTuple):
    """What a way goes through, what is least wanted first: one more of it outweighs all that stands after it."""

    people_or_time: int = 0
    rules: int = 0
    names: int = 0
    steps: int = 0

    def plus(self, other: "_Cost") -> "_Cost":
        return _Cost(*(one + more for one, more in zip(self, other, strict=True)))


def best_way(
    start: str, goal: str, nodes: Mapping[str, Node], edges: Iterable[Edge], moment: Moment
) -> Sequence[Edge] | None:
    """Return the edges of the best way, in order, whichever way they run; None where there is none.

    Dijkstra (1959) over costs that are compared part by part; of equal ways the one whose nodes sort first.
    """
    near = _near(nodes, edges, moment)
    waiting: list[tuple[_Cost, tuple[str, ...], tuple[Edge, ...]]] = [(_Cost(), (start,), ())]
    done: set[str] = set()
    while waiting:
        cost, passed, way = heappop(waiting)
        here = passed[-1]
        if here == goal:
            return way
        if here in done:
            continue
        done.add(here)
        for edge, there in near.get(here, ()):
            if there not in done:
                step = _step(edge, nodes[there], ends=there == goal)
                heappush(waiting, (cost.plus(step), (*passed, there), (*way, edge)))
    return None


def goes_through_data(nodes: Sequence[Node], edges: Sequence[Edge]) -> bool:
    """Tell whether a way, its nodes in order, passes neither people nor time nor rules."""
    steps = (_step(edge, node, ends=node is nodes[-1]) for edge, node in zip(edges, nodes[1:], strict=True))
    return not any(step.people_or_time or step.rules for step in steps)


def _near(nodes: Mapping[str, Node], edges: Iterable[Edge], moment: Moment) -> Mapping[str, Sequence[tuple[Edge, str]]]:
    near: dict[str, list[tuple[Edge, str]]] = {}
    for edge in edges:
        ends = (edge.effect, edge.cause)
        if moment.follows(edge) and all(one in nodes and moment.holds(nodes[one]) for one in ends):
            for here, there in (ends, ends[::-1]):
                near.setdefault(here, []).append((edge, there))
    return near


def _step(edge: Edge, node: Node, *, ends: bool) -> _Cost:
    """Return what a step costs: where the way ends, it does not go through the node."""
    in_time = edge.kind in IN_TIME
    family = "" if ends else FAMILIES.get(node.kind, "audit")
    shared = node.kind in SHARED_KINDS and family not in {"", _DATA, _PEOPLE}
    return _Cost(
        people_or_time=int(in_time) + int(family == _PEOPLE),
        rules=int(family in _RULES),
        names=int(family == _LEARNED or shared),
        steps=1,
    )
