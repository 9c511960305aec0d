"""In which order what depends on a faulty node is taken up again."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import global_id, parse_id
from api.graphql.lineage.explorer_types import FoundNode, listed_node_of
from api.graphql.lineage.withholding import plan_seen
from api.graphql.permissions import Requires
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.lineage.reach import LARGEST_LINEAGE
from graph.store.lineage.recall import RecallPlan, recall_plan

_READABLE = [readable(Operation.READ_LINEAGE)]


@strawberry.type(
    description="Nodes of which each is based on the one before, the first on the last.", directives=_READABLE
)
class RecallRing:
    """Nodes that lead to each other."""

    nodes: list[FoundNode] = strawberry.field(description="In their order.")


@strawberry.type(
    description="A node and what depends on it, as parallel lists in the order in which it is taken up again.",
    directives=_READABLE,
)
class RecallOrder:
    """An order of recall."""

    ids: Column = strawberry.field(description="The nodes: the faulty one, then each after all that it is based on.")
    kinds: Column = strawberry.field(description="What each node is.")
    titles: Column = strawberry.field(description="What each node is called.")
    steps: Column = strawberry.field(description="The step of each, from 0 on; nodes of one step wait for none of it.")
    rings: list[RecallRing] = strawberry.field(
        description="Nodes that lead to each other have no order: they are one step, and named here."
    )
    truncated: bool = strawberry.field(
        description=f"Whether more depends on it than the {LARGEST_LINEAGE:,} nodes that were looked at: "
        "ask about one of its versions."
    )


RecallOrderResult: TypeAlias = Annotated[
    RecallOrder | Refusal, strawberry.union("RecallOrderResult", description="The order, or why there is none.")
]


@strawberry.type
class RecallOrderQueries:
    """Questions about what a faulty node takes with it."""

    @strawberry.field(
        description="In which order a faulty node and what depends on it is taken up again: "
        "topological, along edges of instances alone.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def recall_order(self, info: SignoffInfo, id: strawberry.ID) -> RecallOrderResult:  # noqa: A002  # GraphQL's name for it
        """Return the order."""

        async def work(named: tuple[str, str]) -> RecallPlan | Problem:
            return await plan_seen(info.context, await recall_plan(info.context.store, named[1]))

        return await answer(parse_id(id, "id"), work, _order_of)


def _order_of(plan: RecallPlan) -> RecallOrder:
    placed = [(step, node) for step, nodes in enumerate(plan.order.steps) for node in nodes]
    return RecallOrder(
        ids=Column([global_id(node.kind, node.id) for _, node in placed]),
        kinds=Column([node.kind for _, node in placed]),
        titles=Column([node.title for _, node in placed]),
        steps=Column([step for step, _ in placed]),
        rings=[RecallRing(nodes=[listed_node_of(node) for node in ring]) for ring in plan.order.rings],
        truncated=plan.truncated,
    )
