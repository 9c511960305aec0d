"""Cases as they are read: one, or a page."""

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import CaseState
from api.graphql.identifiers import node_id
from api.graphql.intake.case_types import CasePage, CaseResult, CasesResult, case_of
from api.graphql.pages import page_info_of
from api.graphql.permissions import Requires
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision import pages
from graph.store.decision.pages import CaseRow

_PAGE = 50
_NO_CASE = Problem(ProblemCode.NOT_FOUND, "There is no such case: take its id from a list.")


@strawberry.type
class CaseQueries:
    """Cases: one, or a page."""

    @strawberry.field(description="One case.", extensions=[Requires(Operation.READ_CASES)])
    async def case(self, info: SignoffInfo, id: strawberry.ID) -> CaseResult:  # noqa: A002  # GraphQL's convention
        """Return a case."""
        store = info.context.store

        async def case(named: str) -> CaseRow | Problem:
            return next(iter(await pages.cases(store, [named])), _NO_CASE)

        return await answer(node_id(id, "Case", "id"), case, case_of)

    @strawberry.field(description="Cases, newest first.", extensions=[Requires(Operation.READ_CASES)])
    async def cases(
        self,
        info: SignoffInfo,
        first: int = _PAGE,
        after: str | None = None,
        decision_point: str | None = None,
        states: list[CaseState] | None = None,
    ) -> CasesResult:
        """Return a page of cases."""
        wanted = pages.Wanted(first, after)
        page = await pages.case_page(info.context.store, wanted, decision_point, states or tuple(CaseState))
        return shown(page, lambda one: CasePage(nodes=[case_of(row) for row in one.items], page_info=page_info_of(one)))
