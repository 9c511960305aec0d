"""The way between two nodes: through data where there is one, else through rules, people or time."""

from collections.abc import Sequence
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.lineage.reach import Edge, Moment, Node
from graph.domain.lineage.ways import BESIDE_DATA, IN_TIME, best_way, goes_through_data
from graph.errors import TooLongAtWork
from graph.queries.lineage.explorer import PATH, PathParams
from graph.queries.lineage.reach import UP, LineageParams
from graph.store.kernel.store import Store
from graph.store.lineage.explorer import ExplorerNode, node
from graph.store.lineage.reach import LARGEST_LINEAGE, Lineage, node_of

_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no such node: take its id from a search or a list.")
_NOT_YET = Problem(ProblemCode.NOT_FOUND, "One of the two was not known at that moment: ask for a later one.")
_NO_WAY = Problem(ProblemCode.NOT_FOUND, "Nothing connects the two within eight steps: try one that lies between them.")
_TOO_DEAR = Problem(
    ProblemCode.TOO_COMPLEX,
    "There are too many links around the two to look through: choose one that lies between them, or one of few links.",
)


async def path(store: Store, start: str, goal: str, as_of: datetime | None = None) -> Lineage | Problem:
    """Return the best way between two nodes, its nodes and edges in order.

    What both are based on, each within eight steps, is compared whole; only where that holds no way through data, the
    shortest one of eight steps is looked for, whichever way its edges run.
    """
    ends = [await node(store, one) for one in (start, goal)]
    if isinstance(ends[0], Problem) or isinstance(ends[1], Problem):
        return _UNKNOWN
    one, other = ends[0], ends[1]
    moment = Moment(None if as_of is None else milliseconds(as_of))
    if not (moment.holds(one.node) and moment.holds(other.node)):
        return _NOT_YET
    common = await _based_on(store, (one, other), moment)
    if common is not None and goes_through_data(common.nodes, common.edges):
        return common
    try:
        return (
            await _shortest(store, one, other, moment, through_data=True)
            or common
            or await _shortest(store, one, other, moment, through_data=False)
            or _NO_WAY
        )
    except TooLongAtWork:
        return common or _TOO_DEAR


async def _based_on(store: Store, ends: tuple[ExplorerNode, ExplorerNode], moment: Moment) -> Lineage | None:
    """Return the best way over what the two are based on."""
    nodes = {end.node.id: end.node for end in ends}
    edges: dict[Edge, None] = {}
    for end in ends:
        for row in await store.graph.read(UP, LineageParams(end.node.id, LARGEST_LINEAGE)):
            nodes |= {one.id: one for one in map(node_of, row.nodes)}
            edges |= dict.fromkeys(Edge(*edge) for edge in row.edges)
    way = best_way(ends[0].node.id, ends[1].node.id, nodes, edges, moment)
    return None if way is None else _lineage(ends[0].node, way, nodes)


async def _shortest(
    store: Store, one: ExplorerNode, other: ExplorerNode, moment: Moment, *, through_data: bool
) -> Lineage | None:
    without, around = (sorted(IN_TIME), sorted(BESIDE_DATA)) if through_data else ([], [])
    params = PathParams(one.element, other.element, moment.known, without, around)
    for row in await store.graph.read(PATH, params):
        nodes = {passed.id: passed for passed in map(node_of, row.nodes)}
        return _lineage(one.node, [Edge(*edge) for edge in row.edges], nodes)
    return None


def _lineage(start: Node, way: Sequence[Edge], nodes: dict[str, Node]) -> Lineage:
    """Return a way as its nodes in order."""
    ordered = [start]
    for edge in way:
        ordered.append(nodes[edge.cause if edge.effect == ordered[-1].id else edge.effect])
    return Lineage(ordered, list(range(len(ordered))), list(way), truncated=False)
