"""Blast radius: the same sets as networkx and as brute force, both ways, as of any moment."""

import re
from itertools import product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasting.errors import UnknownNode
from forecasting.impact import ALWAYS, ImpactGraph, ReachDirection, impact_graph
from graph.queries.planning.snapshot import EDGES

INSTANCE_EDGES = {
    "ABOUT",
    "DEPENDS_ON",
    "ESCALATED_BY",
    "GOVERNED_BY",
    "HAD_PLAN",
    "INFLUENCED_BY",
    "PRESENTS",
    "RESULTED_FROM",
    "SCORED_BY",
    "SCORED_ON",
    "TAKEN_FROM",
    "TRAINED_ON",
    "USED",
    "WAS_ASSOCIATED_WITH",
    "WAS_ATTRIBUTED_TO",
    "WAS_DERIVED_FROM",
    "WAS_GENERATED_BY",
    "WAS_INFORMED_BY",
    "WAS_INVALIDATED_BY",
    "WAS_REVISION_OF",
}
NAME_EDGES = {"COMPUTED_FROM", "CONCERNS", "HAD_PRIMARY_SOURCE", "REQUESTED_BY", "VERSION_OF"}
"""From a version to all that its name ever meant, or from a case to whom many cases share."""
Edges = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[bool], Edges]:
    size = draw(st.integers(1, 9))
    known = draw(st.lists(st.integers(ALWAYS, 5), min_size=size, max_size=size))
    passed = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    place = st.integers(0, size - 1)
    return known, passed, draw(st.lists(st.tuples(place, place), max_size=20))


def built(known: list[int], passed: list[bool], edges: Edges) -> ImpactGraph:
    pairs = np.array(edges, np.int64).reshape(-1, 2)
    return impact_graph(np.array(known), np.array(passed), pairs[:, 0], pairs[:, 1])


def by_networkx(known: list[int], passed: list[bool], edges: Edges, start: int, as_of: int) -> set[int]:
    """Descendants in the graph of what was known, where nothing leaves a node that is not passed through."""
    graph = nx.DiGraph()
    graph.add_nodes_from(node for node, at in enumerate(known) if at < as_of)
    if start not in graph:
        return set()
    graph.add_edges_from((a, b) for a, b in edges if a in graph and b in graph and (passed[a] or a == start))
    below: set[int] = nx.descendants(graph, start)
    return {start} | below


def by_brute_force(known: list[int], passed: list[bool], edges: Edges, start: int, as_of: int) -> set[int]:
    """Add whatever one more edge leads to until nothing is added."""
    result = {start} if known[start] < as_of else set()
    while True:
        more = {b for a, b in edges if a in result and (a == start or passed[a]) and known[b] < as_of} - result
        if not more:
            return result
        result |= more


@settings(max_examples=150, deadline=None)
@given(given_graph=graphs(), as_of=st.integers(0, 6))
def test_it_reaches_what_networkx_and_brute_force_reach(
    given_graph: tuple[list[int], list[bool], Edges], as_of: int
) -> None:
    known, passed, edges = given_graph
    graph = built(known, passed, edges)

    for start, direction in product(range(len(known)), ReachDirection):
        along = edges if direction is ReachDirection.UPSTREAM else [(b, a) for a, b in edges]
        reached = graph.reach(start, direction, as_of).tolist()
        assert len(reached) == len(set(reached))
        assert set(reached) == by_networkx(known, passed, along, start, as_of)
        assert set(reached) == by_brute_force(known, passed, along, start, as_of)


def test_nearest_come_first_and_now_is_as_of_ever() -> None:
    # 3 and 2 depend on 1, 1 and 4 on 0; 5 depends on 3.
    graph = built([ALWAYS, 1, 2, 3, 9, 9], [True] * 6, [(1, 0), (2, 1), (3, 1), (4, 0), (5, 3)])

    assert graph.reach(0, ReachDirection.DOWNSTREAM).tolist() == [0, 1, 4, 2, 3, 5]
    assert graph.reach(0, ReachDirection.DOWNSTREAM, 3).tolist() == [0, 1, 2]
    assert graph.reach(5, ReachDirection.UPSTREAM).tolist() == [5, 3, 1, 0]
    assert graph.reach(5, ReachDirection.UPSTREAM, 9).tolist() == []


def test_an_agent_is_reached_and_not_passed_through() -> None:
    graph = built([1, 1, 1], [True, False, True], [(0, 1), (2, 1)])

    assert graph.reach(0, ReachDirection.UPSTREAM).tolist() == [0, 1]
    assert sorted(graph.reach(1, ReachDirection.DOWNSTREAM).tolist()) == [0, 1, 2]


def test_a_place_outside_the_graph_is_refused() -> None:
    with pytest.raises(UnknownNode, match="no node stands at position 3: there are 3"):
        built([1, 1, 1], [True] * 3, []).reach(3, ReachDirection.DOWNSTREAM)


def test_the_statement_exports_what_joins_one_version_or_act_to_another() -> None:
    (listed,) = re.findall(r"r:([A-Z_|]+)\]", EDGES.text)

    assert set(listed.split("|")) >= INSTANCE_EDGES
    assert set(listed.split("|")).isdisjoint(NAME_EDGES)
