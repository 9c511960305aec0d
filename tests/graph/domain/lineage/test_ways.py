"""The way between two nodes goes through data before names, rules, people and time."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from graph.domain.lineage.reach import Edge, Moment, Node
from graph.domain.lineage.ways import best_way, goes_through_data

NOW = Moment()
KINDS = {"d": "Decision", "g": "GateEvaluation", "s": "InputSnapshot", "p": "PolicyVersion", "w": "DatasetVersion"}


def node(name: str) -> Node:
    return Node(
        name, {**KINDS, "m": "ModelVersion", "h": "Person", "v": "BusinessEntity", "c": "Case"}[name[0]], name, 5, 5
    )


def edges_of(*ways: str) -> list[Edge]:
    """Return edges along ways of names, each from effect to cause; `kind:` before a name names the edge to it."""
    edges: dict[Edge, None] = {}
    for way in ways:
        names = way.split()
        for effect, cause in pairwise(names):
            kind, _, there = cause.rpartition(":")
            edges[Edge(kind or "USED", effect.rpartition(":")[2], there)] = None
    return list(edges)


def passed(start: str, goal: str, edges: Sequence[Edge], moment: Moment = NOW) -> list[str] | None:
    nodes = {name: node(name) for edge in edges for name in (edge.effect, edge.cause)}
    way = best_way(start, goal, nodes, edges, moment)
    if way is None:
        return None
    names = [start]
    for edge in way:
        names.append(edge.cause if edge.effect == names[-1] else edge.effect)
    return names


DATA = ("d1 g1 s1 w", "d2 g2 s2 w")


@pytest.mark.parametrize(
    "shorter",
    [
        ("d1 h", "d2 h"),
        ("g1 p", "g2 p"),
        ("s1 m", "s2 m"),
        ("g1 v", "g2 v"),
        ("g2 WAS_REVISION_OF:g1",),
    ],
    ids=["a person", "a rule", "a model", "a name", "time"],
)
def test_the_way_through_data_is_preferred_to_a_shorter_one_through(shorter: tuple[str, ...]) -> None:
    assert passed("d1", "d2", edges_of(*shorter, *DATA)) == ["d1", "g1", "s1", "w", "s2", "g2", "d2"]


def test_without_data_names_come_before_rules_and_rules_before_people() -> None:
    names, rules, people = ("d1 g1 v", "d2 g2 v"), ("g1 p", "g2 p"), ("d1 h", "d2 h")

    assert passed("d1", "d2", edges_of(*names, *rules, *people)) == ["d1", "g1", "v", "g2", "d2"]
    assert passed("d1", "d2", edges_of("d1 g1", "d2 g2", *rules, *people)) == ["d1", "g1", "p", "g2", "d2"]
    assert passed("d1", "d2", edges_of(*people)) == ["d1", "h", "d2"]


def test_where_a_way_ends_it_goes_through_nobody() -> None:
    edges = edges_of("d1 h")

    assert passed("h", "d1", edges) == ["h", "d1"]
    assert goes_through_data([node("h"), node("d1")], edges)
    assert goes_through_data([node("d1"), node("h")], edges)
    assert not goes_through_data([node("d1"), node("h"), node("d2")], edges_of("d1 h", "d2 h"))


def test_what_was_not_known_yet_or_has_ended_is_no_way() -> None:
    ended = [Edge("USED", "d1", "g1", known_from=1, known_to=6)]

    assert passed("d1", "g1", ended) is None
    assert passed("d1", "g1", ended, Moment(known=5)) == ["d1", "g1"]
    assert passed("d1", "g1", edges_of("d1 g1"), Moment(known=4)) is None
    assert passed("d1", "g2", [*edges_of("d1 g1"), *edges_of("g2 s2")]) is None
