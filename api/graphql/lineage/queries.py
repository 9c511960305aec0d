"""Lineage of one node."""

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.lineage.types import LineageInput, LineageResult, lineage_of
from api.graphql.lineage.withholding import lineage_seen
from api.graphql.permissions import Requires
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.lineage import reach as lineage


@strawberry.type
class LineageQueries:
    """Queries on lineage."""

    @strawberry.field(
        description="What a node is based on, and what depends on it, now or as of an earlier moment.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage(self, info: SignoffInfo, input: LineageInput) -> LineageResult:  # noqa: A002  # as above
        """Return a lineage."""

        async def work(named: tuple[str, str]) -> lineage.Lineage | Problem:
            result = await lineage.trace(info.context.store, input.to_question(named[1]), input.most)
            return await lineage_seen(info.context, result)

        return await answer(parse_id(input.id, "id"), work, lineage_of)
