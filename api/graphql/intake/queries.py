"""Cases as they are read: one, or a page."""

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import CaseState, ListOrder
from api.graphql.identifiers import node_id
from api.graphql.intake.case_filter import CaseFilterInput
from api.graphql.intake.case_types import Case, CasePage, CaseResult, CasesResult
from api.graphql.lineage.walk_answer import walked
from api.graphql.pages import USUAL_PAGE, page_info_of
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision import pages
from graph.store.decision.filtered_cases import CaseFilter, Subject, filtered_cases

_NO_CASE = Problem(ProblemCode.NOT_FOUND, "There is no such case: take its id from a list.")


@strawberry.type
class CaseQueries:
    """Cases: one, or a page."""

    @strawberry.field(description="One case.", extensions=[Requires(Operation.READ_CASES)])
    async def case(self, info: SignoffInfo, id: strawberry.ID) -> CaseResult:  # noqa: A002  # GraphQL's convention
        """Return a case."""
        named = node_id(id, "Case", "id")
        if isinstance(named, Problem):
            return to_refusal(named)
        cases: list[Case] = await walked(info, "Case", [named])
        return cases[0] if cases else to_refusal(_NO_CASE)

    @strawberry.field(description="Cases that answer a filter.", extensions=[Requires(Operation.READ_CASES)])
    async def cases(  # noqa: PLR0913, PLR0917  # GraphQL's arguments
        self,
        info: SignoffInfo,
        first: int = USUAL_PAGE,
        after: str | None = None,
        decision_point: str | None = None,
        states: list[CaseState] | None = None,
        where: CaseFilterInput | None = None,
        order_by: ListOrder = ListOrder.NEWEST_FIRST,
    ) -> CasesResult:
        """Return a page of cases."""
        store, wanted, chosen = info.context.store, pages.Wanted(first, after), tuple(states or CaseState)
        if where is None and order_by is ListOrder.NEWEST_FIRST:
            filters = CaseFilter(Subject(point=decision_point), chosen)
            page = await pages.case_ids(store, wanted, decision_point, chosen)
        else:
            given = where or CaseFilterInput()
            filters = CaseFilter(given.to_subject(decision_point), chosen, given.origin)
            page = await filtered_cases(store, wanted, filters, order_by)
        return shown(page, lambda one: CasePage(ids=one.items, page_info=page_info_of(one), filters=filters))
