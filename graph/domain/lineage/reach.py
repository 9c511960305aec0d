"""Lineage as it was known at a moment: which nodes can be reached from one, and how far away."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

DEEPEST = 8
"""The longest way from a decision to its source has seven steps."""
_ASPECTS = frozenset({"Entity", "Activity", "Agent", "Reviewer"})
AGENTS = frozenset({"Person", "SoftwareAgent", "Team"})


class Direction(StrEnum):
    """UP: what a node is based on. DOWN: what depends on it."""

    UP = "UP"
    DOWN = "DOWN"
    BOTH = "BOTH"


class Node(NamedTuple):
    """A node of the graph; times in epoch milliseconds, None where the node has none."""

    id: str
    kind: str
    title: str
    known_at: int | None
    recorded_at: int | None


class Edge(NamedTuple):
    """An edge from effect to cause; one that can end carries when it was known to begin and to end."""

    kind: str
    effect: str
    cause: str
    known_from: int | None = None
    known_to: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """As of when: what was known (`known`), and what had been recorded (`recorded`); None for now."""

    known: int | None = None
    recorded: int | None = None

    def holds(self, node: Node) -> bool:
        """Tell whether a node was there; one without a time always was."""
        late = self.known is not None and node.known_at is not None and node.known_at > self.known
        unwritten = self.recorded is not None and node.recorded_at is not None and node.recorded_at > self.recorded
        return not late and not unwritten

    def follows(self, edge: Edge) -> bool:
        """Tell whether an edge held then; now, one that has ended does not."""
        if self.known is None:
            return edge.known_to is None
        begun = edge.known_from is None or edge.known_from <= self.known
        return begun and (edge.known_to is None or edge.known_to > self.known)


def reached(
    start: str, nodes: Mapping[str, Node], edges: Sequence[Edge], way: Direction, moment: Moment
) -> dict[str, int]:
    """Return the steps from `start` to each node that can be reached one way; agents are never passed through."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        if moment.follows(edge):
            here, there = (edge.effect, edge.cause) if way is Direction.UP else (edge.cause, edge.effect)
            after.setdefault(here, []).append(there)
    steps = {start: 0} if start in nodes and moment.holds(nodes[start]) else {}
    waiting = deque(steps)
    while waiting:
        here = waiting.popleft()
        if here != start and nodes[here].kind in AGENTS:
            continue
        for there in after.get(here, ()):
            if there in nodes and there not in steps and moment.holds(nodes[there]):
                steps[there] = steps[here] + 1
                waiting.append(there)
    return steps


@cache
def kind_of(labels: tuple[str, ...]) -> str:
    """Return the one label that says what a node is."""
    return next((label for label in sorted(labels) if label not in _ASPECTS), "Node")
