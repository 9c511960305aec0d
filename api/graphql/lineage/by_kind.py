"""A lineage counted by kind, and the nodes of one kind, in GraphQL's form."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.lineage.explorer_types import FoundNode, listed_node_of
from api.graphql.pages import PageInfo, page_info_of
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.moments import moment, shown
from graph.domain.lineage.by_kind import LineageKinds
from graph.domain.lineage.reach import Node
from graph.domain.people.roles import Operation
from graph.store.decision.pages import Page
from graph.store.lineage.by_kind import MOST_COUNTED

_READABLE = [readable(Operation.READ_LINEAGE)]


@strawberry.type(
    description="A lineage by kind, as parallel lists; edges run from effect to cause, by places in the kinds' lists.",
    directives=_READABLE,
)
class LineageByKind:
    """Counts."""

    kinds: Column = strawberry.field(description="The kinds of node, that of the nearest first.")
    counts: Column = strawberry.field(description="How many nodes of each kind.")
    steps: Column = strawberry.field(description="How far the nearest of each kind is from the start.")
    known_at: Column = strawberry.field(description="When the firm knew of the first of each kind.")
    x: Column = strawberry.field(description="The layer in which each kind is drawn, causes left of effects.")
    y: Column = strawberry.field(description="Where in its layer each is drawn, around 0.")
    edge_kinds: Column = strawberry.field(description="What the edges say.")
    edge_from: Column = strawberry.field(description="The place of the kind of their effects.")
    edge_to: Column = strawberry.field(description="The place of the kind of their causes.")
    edge_counts: Column = strawberry.field(description="How many edges there are of each.")
    total: int = strawberry.field(description="How many nodes in all.")
    truncated: bool = strawberry.field(
        description=f"Whether there are more than the {MOST_COUNTED:,} that are counted."
    )


@strawberry.type(description="A page of the nodes of one kind, newest first.", directives=_READABLE)
class NodePage:
    """A page of nodes."""

    nodes: list[FoundNode] = strawberry.field(description="The nodes.")
    page_info: PageInfo = strawberry.field(description="Where the page ends.")


LineageByKindResult: TypeAlias = Annotated[
    LineageByKind | Refusal, strawberry.union("LineageByKindResult", description="The counts, or why not.")
]
NodePageResult: TypeAlias = Annotated[
    NodePage | Refusal, strawberry.union("NodePageResult", description="The nodes, or why not.")
]


def kinds_of(counted: LineageKinds, *, truncated: bool) -> LineageByKind:
    """Return a counted lineage in GraphQL's form."""
    place = {group.kind: position for position, group in enumerate(counted.groups)}
    known = [None if group.known_at is None else shown(moment(group.known_at)) for group in counted.groups]
    return LineageByKind(
        kinds=Column([group.kind for group in counted.groups]),
        counts=Column([group.nodes for group in counted.groups]),
        steps=Column([group.steps for group in counted.groups]),
        known_at=Column(known),
        x=Column([x for x, _ in counted.places]),
        y=Column([y for _, y in counted.places]),
        edge_kinds=Column([edge.kind for edge in counted.edges]),
        edge_from=Column([place[edge.effect] for edge in counted.edges]),
        edge_to=Column([place[edge.cause] for edge in counted.edges]),
        edge_counts=Column([edge.edges for edge in counted.edges]),
        total=counted.total,
        truncated=truncated,
    )


def node_page_of(page: Page[Node]) -> NodePage:
    """Return a page of nodes in GraphQL's form."""
    return NodePage(
        nodes=[listed_node_of(node) for node in page.items],
        page_info=page_info_of(page),
    )
