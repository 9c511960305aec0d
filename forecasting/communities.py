"""Communities as a node kind: attribute values that occur together on cases, named by the most frequent ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

# Any fixed seed: the same cases must give the same communities.
_SEED = 0
# Two values say what a community is about; more make its name hard to read.
_NAMED_BY = 2
_BETWEEN = " · "


@dataclass(frozen=True)
class Communities:
    """The name of the community that each (attribute, value) pair belongs to."""

    of: Mapping[tuple[str, str], str]

    def name(self, case: Mapping[str, str]) -> str:
        """Return the community of most of a case's values, the first by name in a tie; "" where none is known."""
        counts = Counter(self.of[value] for value in case.items() if value in self.of)
        return min(counts, key=lambda name: (-counts[name], name)) if counts else ""


def find_communities(cases: Sequence[Mapping[str, str]]) -> Communities:
    """Find communities among the attribute values of cases; each pair of values on one case ties them once.

    The same cases, in any order, give the same communities under the same names. Louvain's method maximises
    modularity (Blondel et al. 2008), with a fixed seed.
    """
    import networkx as nx

    ties = Counter(pair for case in cases for pair in combinations(sorted(case.items()), 2))
    graph = nx.Graph()
    graph.add_nodes_from(sorted({value for case in cases for value in case.items()}))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(ties.items()))
    strength = dict(graph.degree(weight="weight"))
    community_of: dict[tuple[str, str], str] = {}
    for members in nx.community.louvain_communities(graph, weight="weight", seed=_SEED):
        heaviest = sorted(members, key=lambda value: (-strength[value], value))
        name = _BETWEEN.join(value for _, value in heaviest[:_NAMED_BY])
        community_of |= dict.fromkeys(members, name)
    return Communities(community_of)
