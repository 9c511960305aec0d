"""How many neighbours a node has along which edge, of which kind: counted as far as was looked."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.domain.lineage.reach import Direction


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours along one kind of edge, one way, of one kind (None: of several); `at_least`: there may be more."""

    direction: Direction
    edge: str
    kind: str | None
    count: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen one way: neighbours by edge and kind, all edges by kind, whether there was more than was looked at.

    The degrees know neither moments nor ended edges, so they count only now, and where looking was cut short.
    """

    counts: Mapping[tuple[str, str], int]
    degrees: Mapping[str, int]
    cut_short: bool


def groups_of(seen: Mapping[Direction, Seen], *, now: bool) -> Sequence[Group]:
    """Return the groups of each way, by edge and kind."""
    return [group for way, part in seen.items() for group in _of_way(way, part, now=now)]


def _of_way(way: Direction, seen: Seen, *, now: bool) -> Iterator[Group]:
    kinds: dict[str, Counter[str]] = {}
    for (edge, kind), count in seen.counts.items():
        kinds.setdefault(edge, Counter())[kind] += count
    exact = now and seen.cut_short
    for edge in sorted(seen.degrees if exact else kinds):
        counts = kinds.get(edge, Counter())
        whole = not exact or counts.total() == seen.degrees[edge]
        if whole:
            more = seen.cut_short and not exact
            yield from (Group(way, edge, kind, count, more) for kind, count in sorted(counts.items()))
        else:
            only = next(iter(counts)) if len(counts) == 1 else None
            yield Group(way, edge, only, seen.degrees[edge], at_least=False)
