"""The walk: nodes of a kind by their ids, steps back from many nodes, and all steps to causes from either at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from graph.domain.lineage.reach import Direction
from graph.domain.lineage.walk import step_file
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row
from graph.queries.lineage.walk_kinds import edges

NodeFacts: TypeAlias = tuple[int, Sequence[str], Sequence[object]]
"""Internal number, labels, and the properties as they were asked for."""
End: TypeAlias = tuple[int, int, int, Sequence[object]]
"""A neighbour: its number, the edge's rank, the known time, and what the edge carries as it was asked for."""
StepEnds: TypeAlias = tuple[int, int, Sequence[End]]
"""Where a step begins, how many edges were looked at, and the neighbours in order."""


@dataclass(frozen=True, slots=True)
class CausesStep(Row):
    """A step to causes from the ends of an earlier one: `origin` is its number, 0 for what the statement begins with.

    It begins at the first `shown` ends of each row there, those of the kind `source`; a place is as in `EffectsParams`.
    """

    origin: int
    shown: int
    source: str
    kind: str
    kinds: Sequence[str]
    first: int
    after_rank: int | None
    after_known: int | None
    after_id: str | None
    facts: Sequence[str]
    edge_facts: Sequence[str]


class NodesParams(NamedTuple):
    """Which kind, which ids of it, which properties are read, and the steps to causes that follow.

    `most`: how many edges of one node a step looks at.
    """

    kind: str
    ids: Sequence[str]
    facts: Sequence[str]
    causes: Sequence[CausesStep]
    most: int


class NodesRow(NamedTuple):
    """Each that there is; for each step to causes the nodes at its ends once, and from where it leads to them."""

    nodes: Sequence[NodeFacts]
    causes: Sequence[tuple[Sequence[NodeFacts], Sequence[StepEnds]]]


class EffectsParams(NamedTuple):
    """From which nodes (internal numbers) to which kinds, so many each of so many looked at, after which place.

    A place is rank of the edge, known time and id of the node; None for the beginning. `causes`: the steps that follow.
    """

    starts: Sequence[int]
    kinds: Sequence[str]
    most: int
    first: int
    after_rank: int | None
    after_known: int | None
    after_id: str | None
    facts: Sequence[str]
    edge_facts: Sequence[str]
    causes: Sequence[CausesStep]


class EffectsRow(NamedTuple):
    """Each node at the other end once; the steps, each by the place of its start; and the causes as for `NodesRow`."""

    nodes: Sequence[NodeFacts]
    steps: Sequence[StepEnds]
    causes: Sequence[tuple[Sequence[NodeFacts], Sequence[StepEnds]]]


NODES = Query("lineage/walk/nodes.cypher", NodesParams, NodesRow, Access.READ, hot=True)
EFFECTS: Mapping[str, Query[EffectsParams, EffectsRow]] = {
    kind: Query(step_file(kind), EffectsParams, EffectsRow, Access.READ, hot=True)
    for kind in sorted({edge.kind for here in edges().values() for edge in here.values() if edge.way is Direction.DOWN})
}
