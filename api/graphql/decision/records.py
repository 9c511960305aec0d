"""The record of decisions: of one, or a page of it."""

from collections.abc import Mapping, Sequence

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo, selects
from api.graphql.decision.filter import DecisionFilterInput
from api.graphql.decision.record_types import DecisionRecordResult, DecisionRecordsResult, checked, record_page_of
from api.graphql.identifiers import node_id
from api.graphql.pages import USUAL_PAGE
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.decision.record import Recorded
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.audit.verifying import alterations
from graph.store.decision.filtered import DecisionFilter
from graph.store.decision.pages import Wanted
from graph.store.decision.records import record_page, records

_NO_RECORD = Problem(ProblemCode.NOT_FOUND, "There is no such decision: take its id from a list.")


@strawberry.type
class RecordQueries:
    """The record of decisions."""

    @strawberry.field(
        description="The record of one decision: all that it is based on, and how it ended.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_record(self, info: SignoffInfo, id: strawberry.ID) -> DecisionRecordResult:  # noqa: A002  # GraphQL's name
        """Return the record of a decision."""
        store = info.context.store

        async def one(named: str) -> Recorded | Problem:
            return next(iter(await records(store, [named])), _NO_RECORD)

        stored = await answer(node_id(id, "Decision", "id"), one, lambda read: read)
        if not isinstance(stored, Recorded):
            return stored
        return checked(stored, await _altered(info, [stored]))

    @strawberry.field(
        description="The record of decisions, newest first; CSV and Parquet files hold the same.",
        extensions=[Requires(Operation.READ_CASES)],
    )
    async def decision_records(
        self,
        info: SignoffInfo,
        first: int = USUAL_PAGE,
        after: str | None = None,
        decision_point: str | None = None,
        where: DecisionFilterInput | None = None,
    ) -> DecisionRecordsResult:
        """Return a page of records."""
        filters = DecisionFilter(point=decision_point) if where is None else where.to_filter(decision_point)
        if isinstance(filters, Problem):
            return to_refusal(filters)
        page = await record_page(info.context.store, Wanted(first, after), filters)
        if isinstance(page, Problem):
            return to_refusal(page)
        return record_page_of(page, await _altered(info, page.items))


async def _altered(info: SignoffInfo, records_read: Sequence[Recorded]) -> Mapping[str, str | None]:
    """Return what was altered of each decision, where that is asked for."""
    if not (selects(info, "unaltered") or selects(info, "altered")):
        return {}
    return await alterations(info.context.store, [one.decision.id for one in records_read])
