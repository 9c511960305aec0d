"""Queries of the explorer."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.graphql.answers import answer, shown
from api.graphql.context import SignoffInfo
from api.graphql.identifiers import parse_id
from api.graphql.lineage.by_kind import (
    LineageByKindResult,
    NodePageResult,
    kinds_of,
    node_page_of,
)
from api.graphql.lineage.explorer_types import (
    NeighboursInput,
    NeighboursResult,
    NodeResult,
    SearchResult,
    hits_of,
    neighbours_of,
    node_type_of,
)
from api.graphql.lineage.links import NodeLinksInput, NodeLinksResult, links_of, nodes_of
from api.graphql.lineage.types import LineageByKindInput, LineageResult, lineage_of
from api.graphql.lineage.withholding import around_seen, lineage_seen, node_seen, page_seen
from api.graphql.permissions import Requires
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.reach import Node
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Page, Wanted
from graph.store.lineage.by_kind import MOST_COUNTED, of_kind, trace_by_kind
from graph.store.lineage.explorer import Around, ExplorerNode, Hop, links, neighbours, node, search
from graph.store.lineage.reach import Lineage
from graph.store.lineage.ways import path


@strawberry.type
class ExplorerQueries:
    """Queries of the explorer."""

    @strawberry.field(
        description="Nodes by words of their names, numbers and descriptions; the last word may be a beginning.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def search(
        self, info: SignoffInfo, text: str, kinds: list[str] | None = None, first: int = 20
    ) -> SearchResult:
        """Return the nodes found."""
        return shown(await search(info.context.store, text, kinds, first), hits_of)

    @strawberry.field(description="Any node with what is stored of it.", extensions=[Requires(Operation.READ_LINEAGE)])
    async def node(self, info: SignoffInfo, id: strawberry.ID) -> NodeResult:  # noqa: A002  # GraphQL's convention
        """Return a node."""
        store, context = info.context.store, info.context

        async def work(named: tuple[str, str]) -> ExplorerNode | Problem:
            return await node_seen(context, await node(store, named[1]))

        return await answer(parse_id(id, "id"), work, node_type_of)

    @strawberry.field(
        description="How many neighbours a node has of which kind, and those along one edge, a page at a time.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def neighbours(self, info: SignoffInfo, input: NeighboursInput) -> NeighboursResult:  # noqa: A002  # as above
        """Return a hop."""
        store, wanted = info.context.store, Wanted(input.first, input.after)

        async def work(named: tuple[str, str]) -> Around | Problem:
            hop = Hop(named[1], input.direction, input.edge, input.kind, input.as_of)
            return await around_seen(info.context, await neighbours(store, wanted, hop))

        return await answer(parse_id(input.id, "id"), work, neighbours_of)

    @strawberry.field(
        description="How many neighbours nodes have, by edge and kind: what a drawing of them leaves out.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def node_links(self, info: SignoffInfo, input: NodeLinksInput) -> NodeLinksResult:  # noqa: A002  # as above
        """Return counts."""
        store = info.context.store
        nodes = nodes_of(input.ids)
        return await answer(
            nodes,
            lambda named: links(store, named, input.as_of),
            lambda counted: links_of([] if isinstance(nodes, Problem) else [one for _, one in nodes], counted),
        )

    @strawberry.field(
        description="The way between two nodes that says most: through data before names, rules, people and time; "
        "each of the two within eight steps of what both are based on, else eight steps in all. Nodes and edges in "
        "order.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def path(
        self,
        info: SignoffInfo,
        from_: Annotated[strawberry.ID, strawberry.argument(name="from")],
        to: strawberry.ID,
        as_of: datetime | None = None,
    ) -> LineageResult:
        """Return a path."""

        async def work(ends: tuple[str, str]) -> Lineage | Problem:
            return await lineage_seen(info.context, await path(info.context.store, *ends, as_of))

        return await answer(_ends(from_, to), work, lineage_of)

    @strawberry.field(
        description=f"A lineage of up to {MOST_COUNTED:,} nodes, counted by kind of node and of edge.",
        extensions=[Requires(Operation.READ_LINEAGE)],
    )
    async def lineage_by_kind(self, info: SignoffInfo, input: LineageByKindInput) -> LineageByKindResult:  # noqa: A002  # as above
        """Return counts."""
        store = info.context.store
        return await answer(
            parse_id(input.id, "id"),
            lambda named: trace_by_kind(store, input.to_question(named[1])),
            lambda counted: kinds_of(counted[0], truncated=counted[1]),
        )

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
        store, wanted = info.context.store, Wanted(first, after)

        async def work(named: tuple[str, str]) -> Page[Node] | Problem:
            return await page_seen(info.context, await of_kind(store, input.to_question(named[1]), kind, wanted))

        return await answer(parse_id(input.id, "id"), work, node_page_of)


def _ends(from_: str, to: str) -> tuple[str, str] | Problem:
    first, last = parse_id(from_, "from"), parse_id(to, "to")
    if isinstance(first, Problem):
        return first
    return last if isinstance(last, Problem) else (first[1], last[1])
