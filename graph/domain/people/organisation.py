"""How work reaches people, and what it hangs on: single points of failure, cycles, and ways between people.

A decision point gives its tasks to queues, a queue to the people who decide there and, late, to the queue that it
escalates to. What every way from a point to a person passes is a single point of failure of that point: in the terms
of graph theory a dominator of the people, which is what an articulation point is where ways have a direction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import networkx as nx

_PEOPLE = ""
"""The one node behind all people: no node has an empty id."""


class Bond(StrEnum):
    """What an edge of the organisation is."""

    IN_QUEUE = "IN_QUEUE"
    ESCALATES_TO = "ESCALATES_TO"
    DECIDES_IN = "DECIDES_IN"
    ACTS_FOR = "ACTS_FOR"
    TIED_TO = "TIED_TO"


WORK = frozenset({Bond.IN_QUEUE, Bond.ESCALATES_TO, Bond.DECIDES_IN})
"""The edges along which work goes, from a point to people."""
RINGS = (Bond.ESCALATES_TO, Bond.ACTS_FOR)
"""What must not lead back to where it began: a ladder of escalations, and acting for somebody."""
CONFLICTS = frozenset({Bond.ACTS_FOR, Bond.TIED_TO})
"""The edges over which somebody may be partial, whichever way they point."""


@dataclass(frozen=True, slots=True)
class OrganisationUnit:
    """A person, a queue, a decision point or a business entity."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationEdge:
    """An edge from one member to another."""

    source: OrganisationUnit
    tie: Bond
    target: OrganisationUnit


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """A queue or person without whom the decision points named reach nobody."""

    member: OrganisationUnit
    points: tuple[OrganisationUnit, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """Members of whom each leads to the next and the last to the first."""

    tie: Bond
    members: tuple[OrganisationUnit, ...]


def single_points(edges: Iterable[OrganisationEdge]) -> list[SinglePoint]:
    """Return whom points cannot do without, those of the most points first; a point that reaches nobody has none."""
    members, graph = _graph(edge for edge in edges if edge.tie in WORK)
    graph.add_edges_from((one.id, _PEOPLE) for one in members.values() if one.kind == "Person")
    needed_by: dict[str, list[OrganisationUnit]] = {}
    for point in _sorted(one for one in members.values() if one.kind == "DecisionPoint"):
        for needed in _passed_by_every_way(graph, point.id):
            needed_by.setdefault(needed, []).append(point)
    named = [SinglePoint(members[one], tuple(points)) for one, points in needed_by.items()]
    return sorted(named, key=lambda one: (-len(one.points), one.member.kind, one.member.name, one.member.id))


def rings(edges: Iterable[OrganisationEdge]) -> list[Ring]:
    """Return one ring of each group of members that lead to each other; none where all is well."""
    listed, named = list(edges), []
    for tie in RINGS:
        members, graph = _graph(edge for edge in listed if edge.tie is tie)
        groups = [sorted(group) for group in nx.strongly_connected_components(graph)]
        for group in sorted(groups):
            part = graph.subgraph(group)
            if part.number_of_edges():
                ring = nx.find_cycle(part, source=group[0])
                named.append(Ring(tie, tuple(members[source] for source, _ in ring)))
    return named


def conflict_path(edges: Iterable[OrganisationEdge], start: str, end: str) -> list[OrganisationEdge]:
    """Return the shortest way of ties from one member to another by their ids, whichever way ties point; or none."""
    ties = {frozenset({edge.source.id, edge.target.id}): edge for edge in edges if edge.tie in CONFLICTS}
    _, graph = _graph(ties.values())
    both_ways = graph.to_undirected()
    if start not in both_ways or end not in both_ways or not nx.has_path(both_ways, start, end):
        return []
    way = nx.shortest_path(both_ways, start, end)
    return [ties[frozenset(step)] for step in pairwise(way)]


def _graph(edges: Iterable[OrganisationEdge]) -> tuple[dict[str, OrganisationUnit], nx.DiGraph]:
    members: dict[str, OrganisationUnit] = {}
    graph = nx.DiGraph()
    for edge in sorted(edges, key=lambda one: (one.source.id, one.tie, one.target.id)):
        members |= {edge.source.id: edge.source, edge.target.id: edge.target}
        graph.add_edge(edge.source.id, edge.target.id)
    return members, graph


def _passed_by_every_way(graph: nx.DiGraph, point: str) -> list[str]:
    """Return what stands on every way from a point to the people, the nearest to the people first."""
    nearest = nx.immediate_dominators(graph, point)
    passed, one = [], nearest.get(_PEOPLE)
    while one is not None and one != point:
        passed.append(one)
        one = nearest[one]
    return passed


def _sorted(members: Iterable[OrganisationUnit]) -> list[OrganisationUnit]:
    return sorted(members, key=lambda one: (one.name, one.id))
