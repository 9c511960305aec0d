import random

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.lineage.layout import _by_time, crossings, layer_of, places
from graph.domain.lineage.reach import Edge, Node

KINDS = ("DataSource", "Dataset", "DatasetVersion", "InputSnapshot", "Prediction", "Decision", "Unheard")
SPINE = [
    ("Outcome", "Decision"),
    ("Decision", "Review"),
    ("Decision", "GateEvaluation"),
    ("Review", "ReviewTask"),
    ("Review", "ReviewPacket"),
    ("Review", "Person"),
    ("ReviewTask", "GateEvaluation"),
    ("ReviewPacket", "GateEvaluation"),
    ("ReviewPacket", "Prediction"),
    ("GateEvaluation", "Prediction"),
    ("GateEvaluation", "QualityCheck"),
    ("Prediction", "InputSnapshot"),
    ("Prediction", "ModelVersion"),
    ("InputSnapshot", "DatasetVersion"),
    ("InputSnapshot", "Case"),
    ("Case", "BusinessEntity"),
    ("ModelVersion", "DatasetVersion"),
    ("ModelVersion", "FeatureVersion"),
    ("FeatureVersion", "Dataset"),
    ("DatasetVersion", "Dataset"),
    ("Dataset", "DataSource"),
    ("PolicyVersion", "Policy"),
    ("Decision", "StateChange"),
    ("Question", "Review"),
    ("StateChange", "ReviewTask"),
    ("Case", "DecisionPoint"),
    ("DecisionPoint", "Policy"),
]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=18))
    times = draw(st.lists(st.none() | st.integers(0, 5), min_size=len(kinds), max_size=len(kinds)))
    nodes = [Node(f"n{n}", kind, kind, at, at) for n, (kind, at) in enumerate(zip(kinds, times, strict=True))]
    ids = st.sampled_from([node.id for node in nodes])
    pairs = draw(st.lists(st.tuples(ids, ids), max_size=40, unique=True))
    return nodes, [Edge("USED", effect, cause) for effect, cause in pairs]


def layers_of(nodes: list[Node], drawn: list[tuple[int, float]]) -> dict[int, list[str]]:
    layers: dict[int, list[str]] = {}
    for node, _ in sorted(zip(nodes, drawn, strict=True), key=lambda pair: pair[1][1]):
        layers.setdefault(layer_of(node.kind), []).append(node.id)
    return layers


def test_causes_lie_left_of_their_effects_along_the_spine() -> None:
    assert [(effect, cause) for effect, cause in SPINE if layer_of(effect) <= layer_of(cause)] == []


@given(graphs())
def test_no_two_nodes_share_a_place_and_columns_close_up(graph: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = graph

    drawn = places(nodes, edges)

    assert len(set(drawn)) == len(nodes)
    assert {x for x, _ in drawn} == set(range(len({layer_of(node.kind) for node in nodes})))
    assert [x for x, _ in places(nodes, edges, close_up=False)] == [layer_of(node.kind) for node in nodes]


@given(graphs(), st.randoms(use_true_random=False))
def test_the_same_graph_is_drawn_the_same_in_whatever_order_it_is_told(
    graph: tuple[list[Node], list[Edge]], dice: random.Random
) -> None:
    nodes, edges = graph
    shuffled, mixed = dice.sample(nodes, len(nodes)), dice.sample(edges, len(edges))

    one = dict(zip([node.id for node in nodes], places(nodes, edges), strict=True))
    other = dict(zip([node.id for node in shuffled], places(shuffled, mixed), strict=True))

    assert one == other


@given(graphs())
def test_sweeping_never_adds_a_crossing_to_the_order_by_time(graph: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = graph

    after = crossings(layers_of(nodes, places(nodes, edges)), edges)

    assert after <= crossings(_by_time(nodes), edges)


@given(graphs())
def test_crossings_are_those_that_every_pair_of_edges_shows(graph: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = graph
    layers = _by_time(nodes)
    place = {node: (layer, number) for layer, ids in layers.items() for number, node in enumerate(ids)}
    spans = [tuple(sorted((place[edge.effect], place[edge.cause]))) for edge in edges]

    expected = sum(
        a[0][0] == b[0][0] != a[1][0] == b[1][0] and (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0
        for number, a in enumerate(spans)
        for b in spans[:number]
    )

    assert crossings(layers, edges) == expected


def test_two_crossed_edges_are_uncrossed() -> None:
    nodes = [Node("a", "Dataset", "a", 1, 1), Node("b", "Dataset", "b", 2, 2)]
    nodes += [Node("x", "DatasetVersion", "x", 1, 1), Node("y", "DatasetVersion", "y", 2, 2)]
    edges = [Edge("VERSION_OF", "x", "b"), Edge("VERSION_OF", "y", "a")]

    assert crossings(layers_of(nodes, places(nodes, edges)), edges) == 0
