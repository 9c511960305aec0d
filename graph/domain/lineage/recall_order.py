"""In which order what depends on a faulty node is taken up again: each node after all of these that it is based on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.domain.lineage.reach import Edge, Node

OF_TYPES = frozenset({"COMPUTED_FROM"})
"""Edges that say which data a feature is made from at all: one faulty version does not make all its values faulty."""


@dataclass(frozen=True, slots=True)
class RecallOrder:
    """Steps of nodes, the faulty one first; nodes that lead to each other in a circle are one step, and a ring."""

    steps: Sequence[Sequence[Node]]
    rings: Sequence[Sequence[Node]]


def recall_order(start: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> RecallOrder:
    """Return the order of a node and of what is based on it; edges run from effect to cause."""
    known = {node.id: node for node in nodes}
    graph = nx.DiGraph((edge.cause, edge.effect) for edge in edges if edge.kind not in OF_TYPES)
    graph.add_node(start)
    # What the faulty node itself is based on is not looked at again.
    graph = graph.subgraph({start} | nx.descendants(graph, start))
    inner = nx.condensation(graph)
    steps = [
        _sorted(known[one] for group in groups for one in inner.nodes[group]["members"])
        for groups in nx.topological_generations(inner)
    ]
    groups = [inner.nodes[group]["members"] for group in nx.topological_sort(inner)]
    rings = [_ring(graph.subgraph(group), known) for group in groups if graph.subgraph(group).number_of_edges()]
    return RecallOrder(steps, rings)


def _ring(part: nx.DiGraph, known: Mapping[str, Node]) -> list[Node]:
    """Return one ring of nodes of which each is based on the last, the first on the last of all."""
    return [known[cause] for cause, _ in nx.find_cycle(part, source=min(part))]


def _sorted(some: Iterable[Node]) -> list[Node]:
    return sorted(some, key=lambda one: (one.kind, one.title, one.id))
