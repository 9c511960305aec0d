"""A lineage counted by kind: for tens of thousands of nodes, which nobody can look at one by one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from graph.domain.lineage.layout import Place, places
from graph.domain.lineage.reach import AGENTS, Direction, Edge, Moment, Node

_NONE = -1
"""Moments are not negative."""


class NodeColumns(NamedTuple):
    """Nodes of one kind by their numbers; when known and recorded, in epoch milliseconds, -1 for never.

    Further columns may hold more of the same kind.
    """

    kind: str
    numbers: Sequence[int]
    known: Sequence[int]
    recorded: Sequence[int]


class EdgeColumns(NamedTuple):
    """Edges of one kind that were known to begin and to end together (-1 for never), by the numbers of their ends."""

    kind: str
    effects: Sequence[int]
    causes: Sequence[int]
    begun: int
    ended: int

    def holds(self, moment: Moment) -> bool:
        """Tell whether the edges held then; now, those that have ended do not."""
        if moment.known is None:
            return self.ended == _NONE
        return self.begun <= moment.known and (self.ended == _NONE or self.ended > moment.known)


@dataclass(frozen=True, slots=True)
class Part:
    """What a lineage's one way holds, before anyone asked how far it can be followed."""

    start: int
    nodes: Sequence[NodeColumns]
    edges: Sequence[EdgeColumns]
    way: Direction


class Member(NamedTuple):
    """A node that was reached, by its number, and when it was known (-1: at no told time)."""

    number: int
    known: int


class KindGroup(NamedTuple):
    """All reached nodes of a kind: how many, how near the nearest, and since when the first was known, if told."""

    kind: str
    nodes: int
    steps: int
    known_at: int | None


class KindEdge(NamedTuple):
    """All edges of a kind from nodes of one kind to nodes of another."""

    kind: str
    effect: str
    cause: str
    edges: int


@dataclass(frozen=True, slots=True)
class LineageKinds:
    """A lineage by kind, nearest first, and where each kind is drawn."""

    groups: Sequence[KindGroup]
    edges: Sequence[KindEdge]
    places: Sequence[Place]

    @property
    def total(self) -> int:
        """Return how many nodes there are in all."""
        return sum(group.nodes for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Reach:
    """What one way reaches: the kind of each node by its number, the numbers step by step, and the edges followed."""

    kinds: Mapping[int, str]
    levels: Sequence[AbstractSet[int]]
    edges: Sequence[EdgeColumns]


def members(parts: Iterable[Part], kind: str, depth: int, moment: Moment) -> list[Member]:
    """Return the nodes of a kind that can be reached one way within `depth` steps; agents are never passed through."""
    totals: dict[int, int] = {}
    for part in parts:
        reached = _reached(part, depth, moment).kinds
        for column in part.nodes:
            if column.kind == kind:
                totals.update((number, at) for number, at in _known(column) if number in reached)
    return [Member(number, known) for number, known in totals.items()]


def counted(parts: Sequence[Part], depth: int, moment: Moment) -> LineageKinds:
    """Return how many nodes of which kind can be reached, and how many edges run between which kinds."""
    reaches = [_reached(part, depth, moment) for part in parts]
    edges: Counter[tuple[str, str, str]] = Counter()
    before: Mapping[int, str] = {}
    for reach in reaches:
        edges.update(_between(reach.kinds, reach.edges))
        # An edge between two nodes that both ways reach stands in both parts.
        if twice := {number: kind for number, kind in before.items() if number in reach.kinds}:
            edges.subtract(_between(twice, reach.edges))
        before = reach.kinds
    groups = _groups(parts, reaches)
    times = sorted(KindEdge(kind, effect, cause, count) for (kind, effect, cause), count in edges.items() if count)
    return LineageKinds(groups, times, _places(groups, times))


def _reached(part: Part, depth: int, moment: Moment) -> _Reach:
    """Go outwards step by step, over whole columns at a time: a set of numbers is looked up faster than walked."""
    kinds = {number: column.kind for column in part.nodes for number in _held(column, moment)}
    edges = [column for column in part.edges if column.holds(moment)]
    levels = [{part.start} & kinds.keys()]
    reached = set(levels[0])
    while levels[-1] and len(levels) <= depth:
        passed = {number for number in levels[-1] if number == part.start or kinds[number] not in AGENTS}
        further: set[int] = set()
        for column in edges:
            ends = (column.effects, column.causes)
            here, there = ends if part.way is Direction.UP else ends[::-1]
            further.update(compress(there, map(passed.__contains__, here)))
        levels.append((further & kinds.keys()) - reached)
        reached |= levels[-1]
    return _Reach({number: kinds[number] for number in reached}, levels, edges)


def _held(column: NodeColumns, moment: Moment) -> Iterable[int]:
    if moment.known is None and moment.recorded is None:
        return column.numbers
    known = moment.known if moment.known is not None else max(column.known)
    recorded = moment.recorded if moment.recorded is not None else max(column.recorded)
    times = zip(column.known, column.recorded, strict=True)
    return compress(column.numbers, [at <= known and written <= recorded for at, written in times])


def _between(kinds: Mapping[int, str], edges: Iterable[EdgeColumns]) -> Counter[tuple[str, str, str]]:
    """Count the edges between nodes of these kinds."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for column in edges:
        ends = Counter(zip(map(kinds.get, column.effects), map(kinds.get, column.causes), strict=True))
        for (effect, cause), count in ends.items():
            if effect is not None and cause is not None:
                counts[column.kind, effect, cause] += count
    return counts


def _groups(parts: Sequence[Part], reaches: Sequence[_Reach]) -> list[KindGroup]:
    nodes: dict[int, str] = {}
    steps: dict[str, int] = {}
    known: dict[str, int] = {}
    for part, reach in zip(parts, reaches, strict=True):
        nodes.update(reach.kinds)
        for step, level in enumerate(reach.levels):
            for kind in {reach.kinds[number] for number in level}:
                steps[kind] = min(step, steps.get(kind, step))
        for column in part.nodes:
            times = [at for number, at in _known(column) if at != _NONE and number in reach.kinds]
            if times:
                known[column.kind] = min(known.get(column.kind, times[0]), *times)
    counts = Counter(nodes.values())
    groups = [KindGroup(kind, count, steps[kind], known.get(kind)) for kind, count in counts.items()]
    return sorted(groups, key=lambda group: (group.steps, group.kind))


def _known(column: NodeColumns) -> Iterable[tuple[int, int]]:
    return zip(column.numbers, column.known, strict=True)


def _places(groups: Sequence[KindGroup], edges: Sequence[KindEdge]) -> list[Place]:
    drawn = [Node(group.kind, group.kind, group.kind, group.known_at, None) for group in groups]
    return places(drawn, [Edge(edge.kind, edge.effect, edge.cause) for edge in edges])
