"""Where the nodes of a lineage are drawn: causes left of effects, by kind; in a layer by time, with few crossings."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from math import fsum

from graph.domain.lineage.kinds import LAYERS
from graph.domain.lineage.reach import Edge, Node

_ELSEWHERE = 5
"""The layer of a kind that no model declares: in the middle."""
_SWEEPS = 4
"""After four, hardly a crossing goes."""
# Among so many edges nobody sees what a further sweep gains.
_MANY_EDGES = 4_000

Place = tuple[int, float]


def layer_of(kind: str) -> int:
    """Return the layer of a kind of node, 0 for sources; the edges of the spine run from a higher to a lower one."""
    return LAYERS.get(kind, _ELSEWHERE)


def places(nodes: Sequence[Node], edges: Sequence[Edge], *, close_up: bool = True) -> list[Place]:
    """Return (x, y) of each node: x is its layer (closed up: without empty ones), y its place in it around 0.

    Layers are ordered by time, then swept by barycentres (Sugiyama, Tagawa and Toda 1981); the order with the fewest
    crossings is kept. The answer depends on what is given, not on the order in which it is given.
    """
    layers = _by_time(nodes)
    near = _neighbours(edges, {node.id for node in nodes})
    best, fewest = layers, crossings(layers, edges)
    for sweep in range(_SWEEPS if len(edges) <= _MANY_EDGES else 1):
        if not fewest:
            break
        layers = _swept(layers, near, forward=sweep % 2 == 0)
        if (count := crossings(layers, edges)) < fewest:
            best, fewest = layers, count
    columns = {layer: place if close_up else layer for place, layer in enumerate(sorted(best))}
    placed = {node: (columns[layer], y) for layer, ids in best.items() for node, y in _heights(ids)}
    return [placed[node.id] for node in nodes]


def crossings(layers: Mapping[int, Sequence[str]], edges: Sequence[Edge]) -> int:
    """Return how many pairs of edges between the same two layers cross."""
    place = {node: (layer, number) for layer, ids in layers.items() for number, node in enumerate(ids)}
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for edge in edges:
        if edge.effect in place and edge.cause in place:
            (one, here), (other, there) = sorted((place[edge.effect], place[edge.cause]))
            if one != other:
                spans.setdefault((one, other), []).append((here, there))
    return sum(_inversions(sorted(span)) for span in spans.values())


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    seen: list[int] = []
    count = 0
    for _, there in pairs:
        count += len(seen) - bisect_right(seen, there)
        insort(seen, there)
    return count


def _by_time(nodes: Sequence[Node]) -> dict[int, list[str]]:
    layers: dict[int, list[str]] = {}
    for node in sorted(nodes, key=lambda one: (one.known_at or 0, one.kind, one.title, one.id)):
        layers.setdefault(layer_of(node.kind), []).append(node.id)
    return layers


def _neighbours(edges: Sequence[Edge], known: set[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for edge in edges:
        if edge.effect in known and edge.cause in known:
            near.setdefault(edge.effect, []).append(edge.cause)
            near.setdefault(edge.cause, []).append(edge.effect)
    return near


def _swept(
    layers: Mapping[int, Sequence[str]], near: Mapping[str, Sequence[str]], *, forward: bool
) -> dict[int, list[str]]:
    """Order each layer by the mean place of its neighbours, one layer after the other; without any, as it was."""
    ordered = {layer: list(ids) for layer, ids in layers.items()}
    height = dict(pair for ids in ordered.values() for pair in _heights(ids))
    for layer in sorted(ordered, reverse=not forward):
        ids = ordered[layer]
        ids.sort(key={node: _mean([height[other] for other in near.get(node, [node])]) for node in ids}.__getitem__)
        height.update(_heights(ids))
    return ordered


def _mean(values: Sequence[float]) -> float:
    """Return the mean; the sum is exact, so that the order of the edges changes nothing."""
    return fsum(values) / len(values)


def _heights(ids: Sequence[str]) -> list[tuple[str, float]]:
    return [(node, number - (len(ids) - 1) / 2) for number, node in enumerate(ids)]
