"""Queries: one item, or a page."""

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.enums import CaseState
from api.graphql.identifiers import node_id, parse_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from api.graphql.reading.decision_filter import DecisionFilterInput
from api.graphql.reading.lineage import (
    AuditProofResult,
    CheckpointResult,
    LineageInput,
    LineageResult,
    checkpoint_of,
    lineage_of,
    proof_of,
)
from api.graphql.reading.types import (
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
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store import audit, lineage, pages
from graph.store.decision_lists import filtered_page
from graph.store.pages import CaseRow, DecisionRow

_PAGE = 50


@strawberry.type
class ReadingQueries:
    """What can be read."""

    @strawberry.field(description="One case.", extensions=[Requires(Operation.READ_CASES)])
    async def case(self, info: SignoffInfo, id: strawberry.ID) -> CaseResult:  # noqa: A002  # GraphQL's convention
        """Return a case."""
        found = node_id(id, "Case", "id")
        rows = found if isinstance(found, Problem) else await pages.cases(info.context.store, [found])
        return told(rows) if isinstance(rows, Problem) else case_of(rows[0]) if rows else told(_unknown("case"))

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
        if isinstance(page, Problem):
            return told(page)
        return CasePage(nodes=[case_of(row) for row in page.items], page_info=_info(page))

    @strawberry.field(description="One decision.", extensions=[Requires(Operation.READ_CASES)])
    async def decision(self, info: SignoffInfo, id: strawberry.ID) -> DecisionResult:  # noqa: A002  # as above
        """Return a decision."""
        found = node_id(id, "Decision", "id")
        rows = found if isinstance(found, Problem) else await pages.decisions(info.context.store, [found])
        return told(rows) if isinstance(rows, Problem) else decision_of(rows[0]) if rows else told(_unknown("decision"))

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
        asked = None if where is None else where.asked(decision_point)
        if isinstance(asked, Problem):
            return told(asked)
        if asked is None:
            page = await pages.decision_page(store, wanted, decision_point)
        else:
            page = await filtered_page(store, wanted, asked)
        if isinstance(page, Problem):
            return told(page)
        return DecisionPage(nodes=[decision_of(row) for row in page.items], page_info=_info(page))

    @strawberry.field(
        description="What a node rests on, and what rests on it, now or as of an earlier moment.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage(self, info: SignoffInfo, input: LineageInput) -> LineageResult:  # noqa: A002  # as above
        """Return a lineage."""
        parsed = parse_id(input.id, "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        found = await lineage.trace(info.context.store, input.asked(parsed[1]), input.most)
        return told(found) if isinstance(found, Problem) else lineage_of(found)

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
        found = node_id(decision_id, "Decision", "decisionId")
        proof = found if isinstance(found, Problem) else await audit.proof(info.context.store, found)
        return told(proof) if isinstance(proof, Problem) else proof_of(proof)


def _unknown(what: str) -> Problem:
    return Problem(ProblemCode.NOT_FOUND, f"There is no such {what}: take its id from a list.")


def _info(page: pages.Page[CaseRow] | pages.Page[DecisionRow]) -> PageInfo:
    return PageInfo(end_cursor=page.end_cursor, has_next_page=page.has_next, searched=page.searched)
