"""How many neighbours nodes have, in GraphQL's form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.identifiers import parse_id
from api.graphql.problems import Refusal
from api.graphql.rules import readable
from api.graphql.scalars import Column
from graph.domain.kernel.problems import Problem
from graph.domain.lineage.links import Group
from graph.domain.people.roles import Operation
from graph.store.lineage.explorer import MOST_LINKED


@strawberry.input(description="Of which nodes the neighbours are counted.")
class NodeLinksInput:
    """A question about the neighbours of nodes."""

    ids: list[strawberry.ID] = strawberry.field(description=f"The nodes, at most {MOST_LINKED}.")
    as_of: datetime | None = strawberry.field(default=None, description="The state that was known at this moment.")


@strawberry.type(
    description="How many neighbours nodes have, as parallel lists: one entry for each node, edge, way and kind.",
    directives=[readable(Operation.READ_LINEAGE)],
)
class NodeLinks:
    """Counts of neighbours."""

    nodes: Column = strawberry.field(description="The place of the node in `ids`.")
    directions: Column = strawberry.field(description="UP: causes; DOWN: effects.")
    edges: Column = strawberry.field(description="The kind of edge.")
    kinds: Column = strawberry.field(description="The kind of neighbour; null for several.")
    counts: Column = strawberry.field(description="How many neighbours.")
    at_least: Column = strawberry.field(description="Whether there may be more.")


NodeLinksResult: TypeAlias = Annotated[
    NodeLinks | Refusal, strawberry.union("NodeLinksResult", description="The counts, or why not.")
]


def nodes_of(ids: Sequence[str]) -> Sequence[tuple[str, str]] | Problem:
    """Return (kind, id) of each node."""
    parsed = [parse_id(one, "ids") for one in ids]
    refused = next((one for one in parsed if isinstance(one, Problem)), None)
    return refused or [one for one in parsed if not isinstance(one, Problem)]


def links_of(ids: Sequence[str], groups: Mapping[str, Sequence[Group]]) -> NodeLinks:
    """Return counts in GraphQL's form, by the places of nodes in `ids`, which hold the stored ids."""
    listed = [(place, group) for place, node in enumerate(ids) for group in groups.get(node, ())]
    return NodeLinks(
        nodes=Column([place for place, _ in listed]),
        directions=Column([group.direction.value for _, group in listed]),
        edges=Column([group.edge for _, group in listed]),
        kinds=Column([group.kind for _, group in listed]),
        counts=Column([group.count for _, group in listed]),
        at_least=Column([group.at_least for _, group in listed]),
    )
