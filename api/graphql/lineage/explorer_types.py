"""Inputs and results of the explorer's queries."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from api.graphql.enums import Direction
from api.graphql.identifiers import global_id
from api.graphql.lineage.types import Lineage, lineage_of
from api.graphql.pages import PageInfo
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Json
from graph.domain.kernel.moments import moment, shown
from graph.domain.lineage.reach import Node as LineageNode
from graph.domain.people.roles import Operation
from graph.store.lineage.explorer import Around, ExplorerNode, Hit

_READABLE = [readable(Operation.READ_LINEAGE)]
_INNER = frozenset({"id", "note", "sortKey", "slotKey", "leaseKey", "awaitingScore", "effectiveCaseId", "unsealed"})
"""Properties that the machinery needs and nobody reads; a reviewer's note is read where rules of its own hold."""


@strawberry.input(description="A hop from a node.")
class NeighboursInput:
    """A question about neighbours."""

    id: strawberry.ID = strawberry.field(description="The node.")
    direction: Direction = strawberry.field(default=Direction.BOTH, description="UP: its causes; DOWN: its effects.")
    edge: str | None = strawberry.field(default=None, description="Only along this kind of edge, page by page.")
    kind: str | None = strawberry.field(default=None, description="Only neighbours of this kind.")
    first: int = strawberry.field(default=50, description="How many, at most 100.")
    after: str | None = strawberry.field(default=None, description="The endCursor of the last page.")
    as_of: datetime | None = strawberry.field(default=None, description="The state that was known at this moment.")


@strawberry.type(description="A node that was found.", directives=_READABLE)
class FoundNode:
    """A hit of a search."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: str = strawberry.field(description="What it is.")
    title: str = strawberry.field(description="What it is called.")
    subtitle: str = strawberry.field(description="What distinguishes it from others of its name; may be empty.")
    known_at: datetime | None = strawberry.field(description="When the firm knew of it.")


@strawberry.type(description="What a search found.", directives=_READABLE)
class FoundNodes:
    """Hits."""

    nodes: list[FoundNode] = strawberry.field(description="Best match first.")


@strawberry.type(description="Any node with what is stored of it.", directives=_READABLE)
class Node:
    """A node."""

    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: str = strawberry.field(description="What it is.")
    title: str = strawberry.field(description="What it is called.")
    known_at: datetime | None = strawberry.field(description="When the firm knew of it.")
    recorded_at: datetime | None = strawberry.field(description="When Signoff recorded it.")
    facts: Json = strawberry.field(description="Its properties by name; times as ISO texts, stored JSON opened up.")


@strawberry.type(description="Neighbours of one kind along one kind of edge.", directives=_READABLE)
class NeighbourGroup:
    """A group of neighbours."""

    direction: Direction = strawberry.field(description="UP: causes; DOWN: effects.")
    edge: str = strawberry.field(description="The kind of edge.")
    kind: str | None = strawberry.field(description="The kind of node; null for several.")
    count: int = strawberry.field(description="How many.")
    at_least: bool = strawberry.field(description="Whether there may be more.")


@strawberry.type(
    description="A node with neighbours: counts by group, and those that were asked for.", directives=_READABLE
)
class Neighbours:
    """A hop."""

    groups: list[NeighbourGroup] = strawberry.field(description="All groups around the node.")
    graph: Lineage = strawberry.field(
        description="The node and the neighbours of this page with their places; without `edge` only where all fit."
    )
    page_info: PageInfo = strawberry.field(description="Where the page ends.")


SearchResult: TypeAlias = Annotated[
    FoundNodes | Refusal, strawberry.union("SearchResult", description="What was found, or why not.")
]
NodeResult: TypeAlias = Annotated[Node | Refusal, strawberry.union("NodeResult", description="The node, or why not.")]
NeighboursResult: TypeAlias = Annotated[
    Neighbours | Refusal, strawberry.union("NeighboursResult", description="The neighbours, or why not.")
]


def hits_of(hits: Sequence[Hit]) -> FoundNodes:
    """Return hits in GraphQL's form."""
    return FoundNodes(nodes=[listed_node_of(hit.node, hit.subtitle) for hit in hits])


def listed_node_of(node: LineageNode, subtitle: str = "") -> FoundNode:
    """Return a node in a list in GraphQL's form."""
    return FoundNode(
        id=global_id(node.kind, node.id),
        kind=node.kind,
        title=node.title,
        subtitle=subtitle,
        known_at=None if node.known_at is None else moment(node.known_at),
    )


def node_type_of(detail: ExplorerNode) -> Node:
    """Return a node in GraphQL's form."""
    node = detail.node
    return Node(
        id=global_id(node.kind, node.id),
        kind=node.kind,
        title=node.title,
        known_at=None if node.known_at is None else moment(node.known_at),
        recorded_at=None if node.recorded_at is None else moment(node.recorded_at),
        facts=Json({name: _readable(name, value) for name, value in sorted(detail.facts.items()) if _shown(name)}),
    )


def neighbours_of(around: Around) -> Neighbours:
    """Return neighbours in GraphQL's form."""
    return Neighbours(
        groups=[
            NeighbourGroup(
                direction=one.direction, edge=one.edge, kind=one.kind, count=one.count, at_least=one.at_least
            )
            for one in around.groups
        ],
        graph=lineage_of(around.graph, close_up=False),
        page_info=PageInfo(end_cursor=around.end_cursor, has_next_page=around.has_next),
    )


def _shown(name: str) -> bool:
    return not name.startswith("_") and name not in _INNER


def _readable(name: str, value: Any) -> object:  # noqa: ANN401  # whatever a property holds
    if isinstance(value, int) and not isinstance(value, bool) and (name.endswith("At") or name == "asOf"):
        return shown(moment(value))
    if isinstance(value, str) and value[:1] in "{[" and value:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
