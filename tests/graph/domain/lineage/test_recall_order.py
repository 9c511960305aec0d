"""What depends on a faulty node is taken up again in an order in which nothing comes before what it is based on."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.lineage.reach import Direction, Edge, Moment, Node, reached
from graph.domain.lineage.recall_order import recall_order

NAMES = [f"n{number}" for number in range(7)]
NODES = [Node(name, "InputSnapshot", name, None, None) for name in NAMES]
PAIRS = st.lists(st.permutations(NAMES).map(lambda names: f"{names[0]} {names[1]}"), max_size=14, unique=True)


def ids(groups: Sequence[Sequence[Node]]) -> list[list[str]]:
    return [[one.id for one in group] for group in groups]


def used(*pairs: str) -> list[Edge]:
    ends = (pair.split() for pair in pairs)
    return [Edge("USED", effect, cause) for effect, cause in ends]


def test_each_step_comes_after_all_that_it_is_based_on() -> None:
    edges = used("n1 n0", "n2 n1", "n2 n0", "n3 n0", "n4 n3", "n4 n2")

    order = recall_order("n0", NODES, edges)

    assert ids(order.steps) == [["n0"], ["n1", "n3"], ["n2"], ["n4"]]
    assert order.rings == []


def test_what_the_faulty_node_is_based_on_and_what_only_its_kind_is_made_from_are_left_out() -> None:
    edges = [*used("n0 n5", "n6 n5", "n1 n0"), Edge("COMPUTED_FROM", "n2", "n0")]

    assert ids(recall_order("n0", NODES, edges).steps) == [["n0"], ["n1"]]


def test_nodes_that_lead_to_each_other_are_one_step_and_are_named_as_a_ring() -> None:
    order = recall_order("n0", NODES, used("n1 n0", "n2 n1", "n3 n2", "n1 n3", "n4 n3"))

    assert ids(order.steps) == [["n0"], ["n1", "n2", "n3"], ["n4"]]
    assert ids(order.rings) == [["n1", "n2", "n3"]]


@given(PAIRS)
def test_the_order_holds_all_that_depends_on_the_node_once_each_after_its_causes(pairs: list[str]) -> None:
    edges, known = used(*pairs), {node.id: node for node in NODES}

    order = recall_order("n0", NODES, edges)

    place = {name: step for step, names in enumerate(ids(order.steps)) for name in names}
    assert place.keys() == reached("n0", known, edges, Direction.DOWN, Moment()).keys()
    assert sum(map(len, order.steps)) == len(place)
    for edge in edges:
        if edge.cause in place:
            back = edge.cause in reached(edge.effect, known, edges, Direction.DOWN, Moment())
            assert place[edge.cause] == place[edge.effect] if back else place[edge.cause] < place[edge.effect]
    for ring in ids(order.rings):
        assert all(f"{effect} {cause}" in pairs for cause, effect in pairwise([*ring, ring[0]]))
