"""Cases as they are read: one, or a page."""

import strawberry

from api.graphql.answers import shown
from api.graphql.context import SignoffInfo
from api.graphql.enums import CaseState
from api.graphql.identifiers import node_id
from api.graphql.intake.case_types import Case, CasePage, CaseResult, CasesResult
from api.graphql.lineage.walk_answer import walked
from api.graphql.pages import page_info_of
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.decision import pages

_PAGE = 50
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
        page = await pages.case_ids(info.context.store, wanted, decision_point, states or tuple(CaseState))
        return shown(page, lambda one: CasePage(ids=one.items, page_info=page_info_of(one)))
