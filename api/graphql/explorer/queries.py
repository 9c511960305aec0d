"""Queries of the explorer."""

from typing import Annotated

import strawberry

from api.graphql.context import SignoffInfo
from api.graphql.explorer.kinds import (
    LineageByKindResult,
    NodePageResult,
    kinds_of,
    node_page_of,
)
from api.graphql.explorer.types import (
    NeighboursInput,
    NeighboursResult,
    NodeResult,
    SearchResult,
    found_of,
    neighbours_of,
    node_type_of,
)
from api.graphql.identifiers import parse_id
from api.graphql.permissions import Requires
from api.graphql.problems import told
from api.graphql.reading.lineage import LineageByKindInput, LineageResult, lineage_of
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Operation
from graph.store.explorer import Hop, neighbours, node, path, search
from graph.store.lineage_kinds import MOST_COUNTED, of_kind, trace_by_kind
from graph.store.pages import Wanted


@strawberry.type
class ExplorerQueries:
    """What the explorer asks."""

    @strawberry.field(
        description="Nodes by words of their names, numbers and descriptions; the last word may be a beginning.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def search(
        self, info: SignoffInfo, text: str, kinds: list[str] | None = None, first: int = 20
    ) -> SearchResult:
        """Return the nodes found."""
        found = await search(info.context.store, text, kinds, first)
        return told(found) if isinstance(found, Problem) else found_of(found)

    @strawberry.field(description="Any node with what is stored of it.", extensions=[Requires(Operation.READ_LINEAGE)])
    async def node(self, info: SignoffInfo, id: strawberry.ID) -> NodeResult:  # noqa: A002  # GraphQL's convention
        """Return a node."""
        parsed = parse_id(id, "id")
        found = parsed if isinstance(parsed, Problem) else await node(info.context.store, parsed[1])
        return told(found) if isinstance(found, Problem) else node_type_of(found)

    @strawberry.field(
        description="How many neighbours a node has of which kind, and those along one edge, a page at a time.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def neighbours(self, info: SignoffInfo, input: NeighboursInput) -> NeighboursResult:  # noqa: A002  # as above
        """Return a hop."""
        parsed = parse_id(input.id, "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        hop = Hop(parsed[1], input.direction, input.edge, input.kind, input.as_of)
        found = await neighbours(info.context.store, Wanted(input.first, input.after), hop)
        return told(found) if isinstance(found, Problem) else neighbours_of(found)

    @strawberry.field(
        description="The shortest way between two nodes, in at most eight steps: along the lineage where there is one.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def path(
        self, info: SignoffInfo, from_: Annotated[strawberry.ID, strawberry.argument(name="from")], to: strawberry.ID
    ) -> LineageResult:
        """Return a path."""
        ends = [parse_id(from_, "from"), parse_id(to, "to")]
        if isinstance(ends[0], Problem) or isinstance(ends[1], Problem):
            return told(next(one for one in ends if isinstance(one, Problem)))
        found = await path(info.context.store, ends[0][1], ends[1][1])
        return told(found) if isinstance(found, Problem) else lineage_of(found)

    @strawberry.field(
        description=f"A lineage of up to {MOST_COUNTED:,} nodes, counted by kind of node and of edge.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage_by_kind(self, info: SignoffInfo, input: LineageByKindInput) -> LineageByKindResult:  # noqa: A002  # as above
        """Return counts."""
        parsed = parse_id(input.id, "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        found = await trace_by_kind(info.context.store, input.asked(parsed[1]))
        return told(found) if isinstance(found, Problem) else kinds_of(found[0], truncated=found[1])

    @strawberry.field(
        description="The nodes of one kind in such a lineage, newest first, a page at a time.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage_of_kind(
        self,
        info: SignoffInfo,
        input: LineageByKindInput,  # noqa: A002  # as above
        kind: str,
        first: int = 50,
        after: str | None = None,
    ) -> NodePageResult:
        """Return a page of nodes."""
        parsed = parse_id(input.id, "id")
        if isinstance(parsed, Problem):
            return told(parsed)
        page = await of_kind(info.context.store, input.asked(parsed[1]), kind, Wanted(first, after))
        return told(page) if isinstance(page, Problem) else node_page_of(page)
