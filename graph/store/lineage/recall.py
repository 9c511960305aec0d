"""The order in which what depends on a faulty node is taken up again, read from the graph."""

from dataclasses import dataclass

from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import Direction
from graph.domain.lineage.recall_order import RecallOrder, recall_order
from graph.store.kernel.store import Store
from graph.store.lineage.reach import LARGEST_LINEAGE, LineageQuestion, trace


@dataclass(frozen=True, slots=True)
class RecallPlan:
    """An order, and whether more depends on the node than was looked at."""

    order: RecallOrder
    truncated: bool


async def recall_plan(store: Store, node: str) -> RecallPlan | Problem:
    """Return in which order a node and what depends on it is taken up again; NOT_FOUND for an unknown node."""
    lineage = await trace(store, LineageQuestion(node, Direction.DOWN), LARGEST_LINEAGE)
    if isinstance(lineage, Problem):
        return lineage
    return RecallPlan(recall_order(node, lineage.nodes, lineage.edges), lineage.truncated)
