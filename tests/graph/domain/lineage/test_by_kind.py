"""A lineage counted by kind agrees, node by node and edge by edge, with the one that is followed node by node."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from graph.domain.lineage.by_kind import EdgeColumns, NodeColumns, Part, counted, members
from graph.domain.lineage.reach import DEEPEST, Direction, Edge, Moment, Node, reached

KINDS = ("Decision", "Case", "Person", "PolicyVersion")
EDGES = ("ABOUT", "USED")
TIMES = st.none() | st.integers(0, 4)
NUMBERS = st.integers(0, 7)


@dataclass(frozen=True)
class DrawnGraph:
    """Nodes by number and edges between their numbers; the first node is the start."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]

    def part(self, way: Direction) -> Part:
        return Part(
            start=0,
            way=way,
            nodes=[
                NodeColumns(
                    kind,
                    [int(node.id) for node in self.nodes if node.kind == kind],
                    [_number(node.known_at) for node in self.nodes if node.kind == kind],
                    [_number(node.recorded_at) for node in self.nodes if node.kind == kind],
                )
                for kind in sorted({node.kind for node in self.nodes})
            ],
            edges=self._columns(),
        )

    def _columns(self) -> list[EdgeColumns]:
        together: dict[tuple[str, int, int], list[Edge]] = {}
        for edge in self.edges:
            together.setdefault((edge.kind, _number(edge.known_from), _number(edge.known_to)), []).append(edge)
        return [
            EdgeColumns(kind, [int(edge.effect) for edge in edges], [int(edge.cause) for edge in edges], begun, ended)
            for (kind, begun, ended), edges in together.items()
        ]

    def steps(self, way: Direction, depth: int, moment: Moment) -> dict[str, int]:
        nodes = reached("0", {node.id: node for node in self.nodes}, self.edges, way, moment)
        return {node: steps for node, steps in nodes.items() if steps <= depth}


def _number(at: int | None) -> int:
    return -1 if at is None else at


@st.composite
def graphs(draw: st.DrawFn) -> DrawnGraph:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8))
    nodes = [Node(str(number), kind, "", draw(TIMES), draw(TIMES)) for number, kind in enumerate(kinds)]
    # Ends that are no node stand for what lies beyond the part that was read.
    edges = st.builds(Edge, st.sampled_from(EDGES), NUMBERS.map(str), NUMBERS.map(str), TIMES, TIMES)
    return DrawnGraph(nodes, draw(st.lists(edges, max_size=20, unique=True)))


@given(graphs(), st.builds(Moment, TIMES, TIMES), st.integers(1, DEEPEST))
def test_the_counts_of_one_way_are_those_of_its_nodes_and_edges(drawn: DrawnGraph, moment: Moment, depth: int) -> None:
    kinds = {node.id: node.kind for node in drawn.nodes}
    for way in (Direction.UP, Direction.DOWN):
        steps = drawn.steps(way, depth, moment)

        counts = counted([drawn.part(way)], depth, moment)

        assert {group.kind: group.nodes for group in counts.groups} == Counter(kinds[node] for node in steps)
        assert counts.total == len(steps)
        for group in counts.groups:
            assert group.steps == min(step for node, step in steps.items() if kinds[node] == group.kind)
        followed = [edge for edge in drawn.edges if moment.follows(edge) and {edge.effect, edge.cause} <= steps.keys()]
        assert {(one.kind, one.effect, one.cause): one.edges for one in counts.edges} == Counter(
            (edge.kind, kinds[edge.effect], kinds[edge.cause]) for edge in followed
        )
        assert len(counts.places) == len(counts.groups)


@given(graphs(), st.integers(1, DEEPEST))
def test_what_both_ways_reach_counts_once(drawn: DrawnGraph, depth: int) -> None:
    now = Moment()
    kinds = {node.id: node.kind for node in drawn.nodes}
    reach = [drawn.steps(way, depth, now) for way in (Direction.UP, Direction.DOWN)]
    parts = [drawn.part(Direction.UP), drawn.part(Direction.DOWN)]

    counts = counted(parts, depth, now)

    assert {group.kind: group.nodes for group in counts.groups} == Counter(
        kinds[node] for node in {**reach[0], **reach[1]}
    )
    edges = {
        edge
        for steps in reach
        for edge in drawn.edges
        if now.follows(edge) and {edge.effect, edge.cause} <= steps.keys()
    }
    assert sum(one.edges for one in counts.edges) == len(edges)
    for kind in KINDS:
        ids = {str(member.number) for member in members(parts, kind, depth, now)}
        assert ids == {node for steps in reach for node in steps if kinds[node] == kind}
