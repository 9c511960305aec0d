"""Lineage as it is read."""

from datetime import datetime
from functools import cached_property
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.enums import Direction
from api.graphql.identifiers import global_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.moments import moment, shown
from graph.domain.lineage.layout import Place, places
from graph.domain.lineage.reach import DEEPEST
from graph.domain.people.roles import Operation
from graph.store.lineage.reach import LARGEST_LINEAGE, MOST_NODES, LineageQuestion
from graph.store.lineage.reach import Lineage as StoredLineage


@strawberry.input(description="Which lineage is counted by kind.")
class LineageByKindInput:
    """A question about lineage, however many nodes it has."""

    id: strawberry.ID = strawberry.field(description="The node.")
    direction: Direction = strawberry.field(default=Direction.UP, description="Which way.")
    depth: int = strawberry.field(default=DEEPEST, description="How many steps, at most 8.")
    as_of: datetime | None = strawberry.field(default=None, description="The state that was known at this moment.")
    audit_as_of: datetime | None = strawberry.field(
        default=None, description="The state that had been recorded at this moment."
    )

    def to_question(self, node: str) -> LineageQuestion:
        """Return the question about a node's own id."""
        return LineageQuestion(node, self.direction, self.depth, self.as_of, self.audit_as_of)


@strawberry.input(description="The node and the extent of the lineage.")
class LineageInput(LineageByKindInput):
    """A question about lineage, and how much of it."""

    most: int = strawberry.field(
        default=MOST_NODES, description=f"How many nodes at most, up to {LARGEST_LINEAGE:,}; nearest first."
    )


@strawberry.type(
    description="Nodes and edges as parallel lists; edges run from effect to cause, by places in the nodes' lists.",
    directives=[readable(Operation.READ_LINEAGE)],
)
class Lineage:
    """A lineage."""

    ids: Column = strawberry.field(description="The nodes, nearest first.")
    kinds: Column = strawberry.field(description="What each node is.")
    titles: Column = strawberry.field(description="What each node is called.")
    steps: Column = strawberry.field(description="How far each node is from the start.")
    edge_kinds: Column = strawberry.field(description="The kind of each edge.")
    edge_from: Column = strawberry.field(description="The place of each edge's effect.")
    edge_to: Column = strawberry.field(description="The place of each edge's cause.")
    truncated: bool = strawberry.field(description="Whether there is more than fits: ask for fewer steps.")
    known_ms: strawberry.Private[list[int | None]]
    lineage: strawberry.Private[StoredLineage]
    close_up: strawberry.Private[bool]

    @strawberry.field(description="When the firm knew of each.")
    def known_at(self) -> Column:
        """Return the times; they are only made for who asks."""
        return Column([None if at is None else shown(moment(at)) for at in self.known_ms])

    @strawberry.field(description="When the firm knew of each edge: its own beginning, else that of its effect.")
    def edge_known_at(self) -> Column:
        """Return the times of the edges."""
        known = {node.id: node.known_at for node in self.lineage.nodes}
        times = [known[edge.effect] if edge.known_from is None else edge.known_from for edge in self.lineage.edges]
        return Column([None if at is None else shown(moment(at)) for at in times])

    @strawberry.field(description="The layer in which each is drawn, causes left of effects.")
    def x(self) -> Column:
        """Return the layers; places are only computed for who asks."""
        return Column([x for x, _ in self._places])

    @strawberry.field(description="Where in its layer each is drawn, around 0, with few crossings of edges.")
    def y(self) -> Column:
        """Return the heights."""
        return Column([y for _, y in self._places])

    @cached_property
    def _places(self) -> list[Place]:
        return places(self.lineage.nodes, self.lineage.edges, close_up=self.close_up)


LineageResult: TypeAlias = Annotated[
    Lineage | Refusal, strawberry.union("LineageResult", description="The lineage, or why not.")
]


def lineage_of(lineage: StoredLineage, *, close_up: bool = True) -> Lineage:
    """Return a lineage in GraphQL's form; its layers close up, or stay those of the whole graph."""
    place = {node.id: position for position, node in enumerate(lineage.nodes)}
    return Lineage(
        ids=Column([global_id(node.kind, node.id) for node in lineage.nodes]),
        kinds=Column([node.kind for node in lineage.nodes]),
        titles=Column([node.title for node in lineage.nodes]),
        steps=Column(lineage.steps),
        edge_kinds=Column([edge.kind for edge in lineage.edges]),
        edge_from=Column([place[edge.effect] for edge in lineage.edges]),
        edge_to=Column([place[edge.cause] for edge in lineage.edges]),
        truncated=lineage.truncated,
        known_ms=[node.known_at for node in lineage.nodes],
        lineage=lineage,
        close_up=close_up,
    )
