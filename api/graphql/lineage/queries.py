"""Lineage of one node."""

import strawberry

from api.graphql.answers import answer
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.lineage.types import LineageInput, LineageResult, lineage_of
from api.graphql.permissions import Requires
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
        store = info.context.store
        return await answer(
            parse_id(input.id, "id"),
            lambda named: lineage.trace(store, input.to_question(named[1]), input.most),
            lineage_of,
        )
