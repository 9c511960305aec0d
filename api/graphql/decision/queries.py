"""Queries: one item, or a page."""

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.decision.filter import DecisionFilterInput
from api.graphql.decision.types import (
    CasePage,
    CaseResult,
    CasesResult,
    DecisionPage,
    DecisionResult,
    DecisionsResult,
    PageInfo,
    case_of,
    decision_of,
)
from api.graphql.enums import CaseState
from api.graphql.identifiers import node_id, parse_id
from api.graphql.lineage.types import (
    AuditProofResult,
    CheckpointResult,
    LineageInput,
    LineageResult,
    checkpoint_of,
    lineage_of,
    proof_of,
)
from api.graphql.permissions import Requires
from api.graphql.problems import told
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.audit import log as audit
from graph.store.decision import pages
from graph.store.decision.filtered import filtered_page
from graph.store.decision.pages import CaseRow, DecisionRow
from graph.store.lineage import reach as lineage

_PAGE = 50


@strawberry.type
class ReadingQueries:
    """What can be read."""

    @strawberry.field(description="One case.", extensions=[Requires(Operation.READ_CASES)])
    async def case(self, info: SignoffInfo, id: strawberry.ID) -> CaseResult:  # noqa: A002  # GraphQL's convention
        """Return a case."""
        store = info.context.store

        async def case(named: str) -> CaseRow | Problem:
            return next(iter(await pages.cases(store, [named])), _unknown("case"))

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
        return shown(page, lambda one: CasePage(nodes=[case_of(row) for row in one.items], page_info=_info(one)))

    @strawberry.field(description="One decision.", extensions=[Requires(Operation.READ_CASES)])
    async def decision(self, info: SignoffInfo, id: strawberry.ID) -> DecisionResult:  # noqa: A002  # as above
        """Return a decision."""
        store = info.context.store

        async def decision(named: str) -> DecisionRow | Problem:
            return next(iter(await pages.decisions(store, [named])), _unknown("decision"))

        return await answer(node_id(id, "Decision", "id"), decision, decision_of)

    @strawberry.field(description="Decisions, newest first.", extensions=[Requires(Operation.READ_CASES)])
    async def decisions(
        self,
        info: SignoffInfo,
        first: int = _PAGE,
        after: str | None = None,
        decision_point: str | None = None,
        where: DecisionFilterInput | None = None,
    ) -> DecisionsResult:
        """Return a page of decisions."""
        store, wanted = info.context.store, pages.Wanted(first, after)
        filters = None if where is None else where.asked(decision_point)
        if isinstance(filters, Problem):
            return told(filters)
        if filters is None:
            page = await pages.decision_page(store, wanted, decision_point)
        else:
            page = await filtered_page(store, wanted, filters)
        return shown(
            page, lambda one: DecisionPage(nodes=[decision_of(row) for row in one.items], page_info=_info(one))
        )

    @strawberry.field(
        description="What a node rests on, and what rests on it, now or as of an earlier moment.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage(self, info: SignoffInfo, input: LineageInput) -> LineageResult:  # noqa: A002  # as above
        """Return a lineage."""
        store = info.context.store
        return await answer(
            parse_id(input.id, "id"), lambda named: lineage.trace(store, input.asked(named[1]), input.most), lineage_of
        )

    @strawberry.field(description="The newest signed checkpoint.", extensions=[Requires(Operation.READ_AUDIT)])
    async def audit_checkpoint(self, info: SignoffInfo) -> CheckpointResult:
        """Return the checkpoint."""
        signed = await audit.checkpoint(info.context.store)
        if signed is None:
            message = "Nothing is sealed yet: ask again a second after the first decision (a worker must be running)."
            return told(Problem(ProblemCode.NOT_FOUND, message))
        return checkpoint_of(signed)

    @strawberry.field(
        description="The proof that a decision is in the signed log.", extensions=[Requires(Operation.READ_AUDIT)]
    )
    async def audit_proof(self, info: SignoffInfo, decision_id: strawberry.ID) -> AuditProofResult:
        """Return the proof."""
        store = info.context.store
        return await answer(
            node_id(decision_id, "Decision", "decisionId"), lambda named: audit.proof(store, named), proof_of
        )


def _unknown(what: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no such {what}: take its id from a list.")


def _info(page: pages.Page[CaseRow] | pages.Page[DecisionRow]) -> PageInfo:
    return PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next, searched=page.searched)
