"""The walk: nodes of a kind by their ids, and the steps from many nodes along one kind of edge."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import step_file
from graph.queries.kernel.query import Access, Query
from graph.queries.lineage.walk_kinds import edges

NodeFacts: TypeAlias = tuple[int, Sequence[str], Sequence[object]]
"""Internal number, labels, and the properties as they were asked for."""


class NodesParams(NamedTuple):
    """Which kind, which ids of it, and which properties are read."""

    kind: str
    ids: Sequence[str]
    facts: Sequence[str]


class NodesRow(NamedTuple):
    """Each that there is."""

    nodes: Sequence[NodeFacts]


class StepParams(NamedTuple):
    """From which nodes (internal numbers) to which kinds, so many each of so many looked at, after which place.

    A place is rank of the edge, known time and id of the node; None for the beginning.
    """

    starts: Sequence[int]
    kinds: Sequence[str]
    most: int
    limit: int
    after_rank: int | None
    after_known: int | None
    after_id: str | None
    facts: Sequence[str]
    edge_facts: Sequence[str]


class StepRow(NamedTuple):
    """Each node at the other end once, as for `NodesRow`; and the steps.

    A step is [place of its start, how many edges were looked at, [number, rank, known, edge's properties] in order].
    """

    nodes: Sequence[NodeFacts]
    steps: Sequence[tuple[int, int, Sequence[tuple[int, int, int, Sequence[object]]]]]


NODES = Query("lineage/walk/nodes.cypher", NodesParams, NodesRow, Access.READ, hot=True)
STEPS: Mapping[tuple[Direction, str], Query[StepParams, StepRow]] = {
    (way, kind): Query(step_file(way, kind), StepParams, StepRow, Access.READ, hot=True)
    for way, kind in sorted({(edge.way, edge.kind) for here in edges().values() for edge in here.values()})
}
