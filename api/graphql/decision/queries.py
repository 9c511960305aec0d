"""Decisions as they are read: one, or a page."""

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.decision.filter import DecisionFilterInput
from api.graphql.decision.types import Decision, DecisionPage, DecisionResult, DecisionsResult
from api.graphql.enums import ListOrder
from api.graphql.identifiers import node_id
from api.graphql.lineage.walk_answer import walked
from api.graphql.pages import USUAL_PAGE, page_info_of
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision import pages
from graph.store.decision.filtered import DecisionFilter, filtered_ids
from graph.store.review.first_answers import NOT_BEFORE, withheld

_NO_DECISION = Problem(ProblemCode.NOT_FOUND, "There is no such decision: take its id from a list.")


@strawberry.type
class DecisionQueries:
    """Decisions: one, or a page."""

    @strawberry.field(description="One decision.", extensions=[Requires(Operation.READ_CASES)])
    async def decision(self, info: SignoffInfo, id: strawberry.ID) -> DecisionResult:  # noqa: A002  # as above
        """Return a decision."""
        named = node_id(id, "Decision", "id")
        if isinstance(named, Problem):
            return to_refusal(named)
        if await withheld(info.context.store, info.context.actor, [("Decision", named)]):
            return to_refusal(NOT_BEFORE)
        decisions: list[Decision] = await walked(info, "Decision", [named])
        return decisions[0] if decisions else to_refusal(_NO_DECISION)

    @strawberry.field(description="Decisions that answer a filter.", extensions=[Requires(Operation.READ_CASES)])
    async def decisions(
        self,
        info: SignoffInfo,
        first: int = USUAL_PAGE,
        after: str | None = None,
        decision_point: str | None = None,
        where: DecisionFilterInput | None = None,
        order_by: ListOrder = ListOrder.NEWEST_FIRST,
    ) -> DecisionsResult:
        """Return a page of decisions."""
        store, wanted = info.context.store, pages.Wanted(first, after)
        filters = DecisionFilter(decision_point) if where is None else where.to_filter(decision_point)
        if isinstance(filters, Problem):
            return to_refusal(filters)
        if where is None and order_by is ListOrder.NEWEST_FIRST:
            page = await pages.decision_ids(store, wanted, decision_point)
        else:
            page = await filtered_ids(store, wanted, filters, order_by)
        return shown(page, lambda one: DecisionPage(ids=one.items, page_info=page_info_of(one), filters=filters))
