"""Rates pooled along edges: a node about which little is known is forecast more like its neighbours, where that helps.

Whether it helps is measured against the same model on shuffled edges, which leave each node as many neighbours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from forecasting.columns import Floats, Texts
from forecasting.count_means import Learner
from forecasting.poisson import deviance
from forecasting.shares import faded

if TYPE_CHECKING:
    import networkx as nx

Edges: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""Pairs of nodes by what ties them, such as a team that both have."""
FEWEST_PERIODS = 8
"""Earlier periods without which no gain is measured: an interval over fewer tells nothing."""
_MOST_PERIODS = 40
"""Older ones say little about today."""
_LEARNED_PERIODS = 3
"""Before so many periods are over, no setting is chosen and nothing is pooled."""
_FEWEST_DAYS = 28
"""Four of each weekday, from which a forecast learns."""
_WIDEST = 25
"""A value that more nodes share than this says little of any one of them."""
_SETTINGS = ((0.0, 1.0), *((weight, firmness) for weight in (0.2, 0.5, 1.0) for firmness in (3.0, 10.0, 30.0)))
"""What a pooled rate weighs beside the forecast without it (0 pools nothing), and the expected events that what the
neighbours say counts for."""
_NEIGHBOURS_TRUST = 1.0
"""Events that the rate of all nodes counts for beside those of the neighbours."""
_LEAST = 1e-9
"""Divides by no zero."""
_FADE = 0.985
"""A day: half after six and a half weeks, as in `forecasting.excess`."""
_SHUFFLES = 10
"""Their mean is off by a third of what one differs from the next, far less than periods differ."""
_SWAPS = 3
"""For each edge: two are enough that hardly one is where it was."""
_TRIES = 30
"""For each swap: most fail where nearly all nodes are tied already."""
_DRAWS = 1_000
"""Samples of periods for an interval: its ends change in the third digit."""
_SEED = 0
"""Any: the same counts and edges must give the same answer."""


@dataclass(frozen=True, slots=True)
class PooledGain:
    """How much better earlier periods were forecast along the edges than along shuffled ones: a share of the deviance.

    `low` and `high` are its 90 % interval, `over_none` the gain over no pooling, with its interval.
    """

    share: float
    low: float
    high: float
    over_none: tuple[float, float, float]
    periods: int


@dataclass(frozen=True, slots=True)
class Pooling:
    """What pooling along edges is worth: how many edges of which kinds, what they gained, and whether they are used.

    `gain` is None where there are no edges, no other edges possible, or too few periods to measure it.
    """

    edges: int
    kinds: Sequence[str]
    gain: PooledGain | None
    used: bool

    @property
    def sentence(self) -> str:
        """Return it in words."""
        along = f"{self.edges} edges between nodes that share their {' or '.join(self.kinds)}"
        if not self.edges:
            return "No two of these nodes share an owner, a category, a team or data, so rates are not pooled."
        if self.gain is None:
            return f"Whether {along} tell anything cannot be measured yet, so rates are not pooled."
        gain = self.gain
        compared = (
            f"in {gain.periods} earlier periods forecasts along them were {_percent(abs(gain.share))} "
            f"{'better' if gain.share >= 0 else 'worse'} than along as many shuffled edges "
            f"(90 % interval {_percent(gain.low)} to {_percent(gain.high)})"
        )
        if self.used:
            return f"Rates are pooled along {along}: {compared}."
        if gain.low > 0:
            return f"There are {along}: {compared}, but not better than without any, so rates are not pooled."
        return f"The edges add nothing here. There are {along}: {compared}, so rates are not pooled."


def edges_between(nodes: Texts, groups: Mapping[str, Texts], unnamed: str) -> Edges:
    """Return which nodes share a value that most of their cases have, by kind of group; one value a case.

    Nodes and values called `unnamed` are tied to nothing, and so are those of a value that too many nodes share.
    """
    edges: dict[str, list[tuple[str, str]]] = {}
    for kind, values in groups.items():
        members: dict[str, list[str]] = {}
        for node, value in _main_values(nodes, values).items():
            if unnamed not in {node, value}:
                members.setdefault(value, []).append(node)
        tied = [pair for one in members.values() if len(one) <= _WIDEST for pair in combinations(sorted(one), 2)]
        if tied:
            edges[kind] = sorted(tied)
    return edges


def _main_values(nodes: Texts, values: Texts) -> dict[str, str]:
    """Return the value that more than half of a node's cases have, of nodes that have one."""
    counts: dict[str, dict[str, int]] = {}
    for node, value in zip(nodes.tolist(), values.tolist(), strict=True):
        of_node = counts.setdefault(node, {})
        of_node[value] = of_node.get(value, 0) + 1
    main = {node: max(of_node, key=lambda value: (of_node[value], value)) for node, of_node in counts.items()}
    return {node: value for node, value in main.items() if 2 * counts[node][value] > sum(counts[node].values())}


def tested_origins(learned: Learner) -> list[int]:
    """Return the beginnings of the earlier periods on which pooling is tested, none of which overlaps another."""
    last = learned.counts.days - learned.ahead.reach
    return list(range(last, _FEWEST_DAYS - 1, -max(1, learned.ahead.horizon)))[:_MOST_PERIODS][::-1]


def measured_pooling(learned: Learner, earlier: Edges, edges: Edges) -> tuple[Pooling, Floats]:
    """Return what pooling is worth, and the expected counts of the days ahead: pooled where it gained.

    `earlier` are the edges by cases from before the first tested period, which the test is made on; `edges` those of
    all cases, along which the coming period is pooled.
    """
    expected = learned.mean(learned.counts.days)
    count, kinds = len(_pairs(edges)), list(edges)
    graph, origins = _graph(learned.counts.nodes, earlier), tested_origins(learned)
    shuffles = [one for seed in range(_SHUFFLES) if (one := _shuffled(graph, seed)) is not None]
    if not count or len(origins) < FEWEST_PERIODS + _LEARNED_PERIODS or len(shuffles) < _SHUFFLES:
        return Pooling(count, kinds, None, used=False), expected
    history = _EarlierPeriods(learned, origins)
    along = history.losses(_matrix(graph))
    chosen = _chosen(along)
    shuffled = np.array([_chosen(history.losses(_matrix(one))) for one in shuffles])
    gain = _gain(chosen, shuffled, along[0])
    used = gain.low > 0 and gain.over_none[1] > 0
    if used:
        setting = _SETTINGS[int(np.argmin(along.sum(1)))]
        expected = history.mean(learned.counts.days, _matrix(_graph(learned.counts.nodes, edges)), setting)
    return Pooling(count, kinds, gain, used=used), expected


@dataclass(frozen=True)
class _EarlierPeriods:
    """Earlier periods of a learner, on which forecasts with and without pooling are compared."""

    learned: Learner
    origins: Sequence[int]

    @cached_property
    def known(self) -> tuple[Floats, Floats]:
        """Return each node's faded events before each day, and those that its volume brings at the overall rate."""
        counts = self.learned.counts
        events = faded(counts.events, _FADE).node
        volume = np.maximum(faded(counts.arrivals, _FADE).node, events)
        return events, volume * (events.sum(1) / np.maximum(volume.sum(1), 1.0))[:, None]

    def losses(self, tied: Floats) -> Floats:
        """Return the Poisson deviance by setting and period, along the edges of a matrix (node x node)."""
        losses = np.zeros((len(_SETTINGS), len(self.origins)))
        for place, origin in enumerate(self.origins):
            seen = self.learned.seen[origin] > 0
            happened = self.learned.happened[origin][seen]
            for row, setting in enumerate(_SETTINGS):
                losses[row, place] = deviance(happened, self.mean(origin, tied, setting)[seen])
        return losses

    def mean(self, origin: int, tied: Floats, setting: tuple[float, float]) -> Floats:
        """Return the expected counts: the learner's, drawn to what a node's volume brings at its pooled rate.

        The rate is a gamma-Poisson mean, (events + firmness x prior) / (usual + firmness), in units of that of all
        nodes; the prior is what the neighbours have to what is usual for them. The total stays the learner's.
        """
        weight, firmness = setting
        alone = self.learned.mean(origin)
        if weight == 0.0:
            return alone
        events, usual = self.known[0][origin], self.known[1][origin]
        prior = (tied @ events + _NEIGHBOURS_TRUST) / (tied @ usual + _NEIGHBOURS_TRUST)
        pooled = usual * (events + firmness * prior) / (usual + firmness)
        pooled *= alone.sum() / max(pooled.sum(), _LEAST)
        mean: Floats = (1.0 - weight) * alone + weight * pooled
        return mean


def _chosen(losses: Floats) -> Floats:
    """Return each period's loss with the setting that was best in the periods before it."""
    before = np.cumsum(losses, axis=1)
    best = [0 if place < _LEARNED_PERIODS else int(np.argmin(before[:, place - 1])) for place in range(losses.shape[1])]
    return losses[best, np.arange(losses.shape[1])]


def _gain(chosen: Floats, shuffled: Floats, none: Floats) -> PooledGain:
    """Compare losses by period, leaving out those in which nothing could be pooled; periods and shuffles are drawn."""
    chosen, shuffled, none = chosen[_LEARNED_PERIODS:], shuffled[:, _LEARNED_PERIODS:], none[_LEARNED_PERIODS:]
    rng = np.random.default_rng(_SEED)
    periods = rng.integers(0, len(chosen), (_DRAWS, len(chosen)))
    drawn = rng.integers(0, len(shuffled), (_DRAWS, len(shuffled)))
    of_shuffled = np.array([shuffled[of].mean(0)[at].sum() for of, at in zip(drawn, periods, strict=True)])
    of_chosen, of_none = chosen[periods].sum(1), none[periods].sum(1)
    low, high = np.quantile(1.0 - of_chosen / of_shuffled, (0.05, 0.95))
    low_none, high_none = np.quantile(1.0 - of_chosen / of_none, (0.05, 0.95))
    whole = float(1.0 - chosen.sum() / shuffled.mean(0).sum())
    over_none = (float(1.0 - chosen.sum() / none.sum()), float(low_none), float(high_none))
    return PooledGain(whole, float(low), float(high), over_none, len(chosen))


def _pairs(edges: Edges) -> set[tuple[str, str]]:
    return {pair for pairs in edges.values() for pair in pairs}


def _graph(nodes: Sequence[str], edges: Edges) -> "nx.Graph":
    """Return the graph of places, with an edge where any kind ties two."""
    import networkx as nx

    place = {name: position for position, name in enumerate(nodes)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(nodes)))
    known = [pair for pair in sorted(_pairs(edges)) if place.keys() >= set(pair)]
    graph.add_edges_from((place[one], place[other]) for one, other in known)
    return graph


def _shuffled(graph: "nx.Graph", seed: int) -> "nx.Graph | None":
    """Return other edges at random, as many at each node; None where hardly any other are possible."""
    import networkx as nx

    swaps = _SWAPS * graph.number_of_edges()
    if not swaps:
        return None
    try:
        return nx.double_edge_swap(graph.copy(), nswap=swaps, max_tries=_TRIES * swaps, seed=seed)
    except nx.NetworkXException:
        return None


def _matrix(graph: "nx.Graph") -> Floats:
    import networkx as nx

    matrix: Floats = nx.to_numpy_array(graph, nodelist=range(graph.number_of_nodes()))
    return matrix


def _percent(share: float) -> str:
    return f"{100.0 * share:z.1f} %"
