"""Where a walk begins: at any node."""

from typing import Any

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.lineage.walk_answer import walked
from api.graphql.permissions import Requires
from api.graphql.problems import to_refusal
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Operation
from graph.store.lineage.walk import kinds

_UNKNOWN = Problem(ProblemCode.NOT_FOUND, "There is no such node: take its id from a search or a list.")


def walk_queries(result: Any) -> Any:  # noqa: ANN401  # a union that is made from the models
    """Return the root field of walks."""

    @strawberry.type
    class WalkQueries:
        """A walk from any node."""

        @strawberry.field(
            description="Any node by its id; its edges lead on, both ways, a level of them in one statement.",
            extensions=[Requires(Operation.READ_LINEAGE)],
            graphql_type=result,
        )
        async def walk(self, info: SignoffInfo, id: strawberry.ID) -> Any:  # noqa: A002, ANN401  # GraphQL's convention
            """Return a node."""
            parsed = parse_id(id, "id")
            if isinstance(parsed, Problem):
                return to_refusal(parsed)
            kind, node = parsed
            nodes = await walked(info, kind, [node]) if kind in kinds() else []
            return nodes[0] if nodes else to_refusal(_UNKNOWN)

    return WalkQueries
