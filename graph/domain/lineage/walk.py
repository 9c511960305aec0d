"""What a walk over the graph can follow: kinds with their properties, and edges with both of their ends."""

from dataclasses import dataclass
from enum import StrEnum

from graph.domain.lineage.reach import Direction

INNER = frozenset({"id", "note", "sortKey", "slotKey", "leaseKey", "awaitingScore", "effectiveCaseId", "unsealed"})
"""Properties that the machinery needs and nobody reads; a reviewer's note is read where rules of its own hold."""
DEEPEST_WALK = 8
"""How many edges one walk follows, as a lineage does: a decision's spine, owner included, has as many."""
LARGEST_STEP = 100
"""Neighbours of one node on one page at most, as on any page."""
MOST_LOOKED_AT, MOST_TOGETHER = 10_000, 50_000
"""Edges looked at for one node, and for all nodes of a step together: 50,000 take a quarter of a second."""


class StoredType(StrEnum):
    """Of which type a stored property is."""

    STRING = "String"
    JSON = "Json"
    MOMENT = "Moment"
    INTEGER = "Integer"
    FLOAT = "Float"
    BOOLEAN = "Boolean"
    STRINGS = "Array of String"
    FLOATS = "Array of Float"


@dataclass(frozen=True, slots=True)
class WalkKind:
    """A kind of node: its label, its description, whether it acts, and what is read of it by name."""

    label: str
    description: str
    acts: bool
    facts: tuple[tuple[str, StoredType], ...]


@dataclass(frozen=True, slots=True)
class WalkEdge:
    """An edge as a field of the kind where a step begins; UP leads from effect to cause.

    `one`: a node has one of them at most. `targets`: the kinds at its other end, several only for those who act.
    """

    source: str
    name: str
    way: Direction
    kind: str
    targets: tuple[str, ...]
    one: bool


def looked_at(starts: int) -> int:
    """Return how many edges a step looks at for each of so many nodes."""
    return min(MOST_LOOKED_AT, max(LARGEST_STEP + 1, MOST_TOGETHER // max(1, starts)))


def step_file(kind: str) -> str:
    """Return the name under `cypher/` of the statement that takes a step back along one kind of edge."""
    return f"lineage/walk/effects/{kind.lower()}.cypher"
