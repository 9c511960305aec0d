"""A lineage of tens of thousands of nodes: counted by kind, and the nodes of one kind a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.domain.kernel.ordering import by_time
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.by_kind import EdgeColumns, LineageKinds, NodeColumns, Part, counted, members
from graph.domain.lineage.reach import Direction, Node, kind_of
from graph.queries.lineage.reach import DOWN_COLUMNS, OF_NUMBERS, UP_COLUMNS, LineageColumnsParams, NumbersParams
from graph.store.decision.pages import Page, Wanted, cut, place_in
from graph.store.kernel.store import Store
from graph.store.lineage.explorer import node
from graph.store.lineage.reach import UNKNOWN_THEN, LineageQuestion, node_of, ways

MOST_COUNTED = 50_000
"""How many nodes are counted at most; where there are more the answer says so."""


@dataclass(frozen=True, slots=True)
class _PlaceInList:
    """Where a node stands among those of its kind, newest first."""

    sort_key: str
    number: int


async def trace_by_kind(store: Store, question: LineageQuestion) -> tuple[LineageKinds, bool] | Problem:
    """Return a lineage counted by kind, and whether there is more than was counted; NOT_FOUND for an unknown node."""
    parts = await _parts(store, question)
    if isinstance(parts, Problem):
        return parts
    kinds = counted(parts, question.depth, question.moment)
    if not kinds.groups:
        return UNKNOWN_THEN
    return kinds, any(sum(len(column.numbers) for column in part.nodes) > MOST_COUNTED for part in parts)


async def of_kind(store: Store, question: LineageQuestion, kind: str, wanted: Wanted) -> Page[Node] | Problem:
    """Return the nodes of one kind in a lineage, newest first, a page at a time; NOT_FOUND for an unknown node."""
    scope = f"lineage {question} {kind}"
    after = place_in(store, scope, wanted)
    if isinstance(after, Problem):
        return after
    parts = await _parts(store, question)
    if isinstance(parts, Problem):
        return parts
    places = [
        _PlaceInList(by_time(max(member.known, 0), f"{member.number:015}"), member.number)
        for member in members(parts, kind, question.depth, question.moment)
    ]
    places.sort(key=lambda place: place.sort_key, reverse=True)
    rows = [place for place in places if after is None or place.sort_key < after][: wanted.first + 1]
    facts_read = await store.graph.read(OF_NUMBERS, NumbersParams([row.number for row in rows[: wanted.first]]))
    nodes = {row.number: node_of(row.facts) for row in facts_read}
    return cut(store, scope, wanted, rows, [nodes[row.number] for row in rows[: wanted.first] if row.number in nodes])


async def _parts(store: Store, question: LineageQuestion) -> Sequence[Part] | Problem:
    if question.fault is not None:
        return question.fault
    start = await node(store, question.id)
    if isinstance(start, Problem):
        return start
    params = LineageColumnsParams(start.element, MOST_COUNTED + 1)
    parts = []
    for way in ways(question.direction):
        rows = await store.graph.read(UP_COLUMNS if way is Direction.UP else DOWN_COLUMNS, params)
        parts += [
            Part(
                row.start,
                [NodeColumns(kind_of(tuple(labels)), *columns) for labels, *columns in row.nodes],
                [EdgeColumns(*one) for one in row.edges],
                way,
            )
            for row in rows
        ]
    return parts
