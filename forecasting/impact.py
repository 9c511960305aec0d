"""Blast radius: everything that depends on a node, or that it is based on, along instance edges, as of a moment.

Instance edges join one version or act to another, never a version to all that its name ever meant.

The graph is held in memory as compressed rows (CSR), one for each way. Edges run from effect to cause. A node known
only later is not there; agents (people, programs) are reached and never passed through.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from forecasting.columns import Flags, Ints
from forecasting.errors import UnknownNode

ALWAYS = -1
"""Known when: of nodes without a time."""

Places = npt.NDArray[np.int32]


class ReachDirection(StrEnum):
    """DOWNSTREAM: what depends on a node (effects). UPSTREAM: what it is based on (causes)."""

    DOWNSTREAM = "DOWNSTREAM"
    UPSTREAM = "UPSTREAM"


@dataclass(frozen=True)
class CompressedRows:
    """Compressed rows: the neighbours of node n are `ends[starts[n]:starts[n + 1]]`."""

    starts: Ints
    ends: Places


@dataclass(frozen=True)
class ImpactGraph:
    """Nodes by position: when each was known (ms), whether it is passed through, and its neighbours both ways."""

    known: Ints
    passed: Flags
    causes: CompressedRows
    effects: CompressedRows

    def reach(self, start: int, direction: ReachDirection, as_of: int | None = None) -> Places:
        """Return the positions reached from a node, itself first, by distance; empty where it was not known then.

        Raises UnknownNode for a position that is none.
        """
        if not 0 <= start < len(self.known):
            raise UnknownNode(f"no node stands at position {start}: there are {len(self.known)}")
        rows = self.effects if direction is ReachDirection.DOWNSTREAM else self.causes
        moment = np.iinfo(np.int64).max if as_of is None else as_of
        reached: Places = _kernel()(rows.starts, rows.ends, self.known, self.passed, start, moment)
        return reached


def impact_graph(known: Ints, passed: Flags, effects: Ints, causes: Ints) -> ImpactGraph:
    """Build both ways from positions: `effects[i]` depends on `causes[i]`; an edge with an end below 0 is left out."""
    size, whole = len(known), (effects >= 0) & (causes >= 0)
    effects, causes = effects[whole], causes[whole]
    return ImpactGraph(known, passed, _rows(effects, causes, size), _rows(causes, effects, size))


def _rows(from_: Ints, to: Ints, size: int) -> CompressedRows:
    order = np.argsort(from_, kind="stable")
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(from_, minlength=size), out=starts[1:])
    return CompressedRows(starts, to[order].astype(np.int32))


_compiled: list[Any] = []


def _kernel() -> Any:  # noqa: ANN401  # numba's compiled function has no type of ours
    """Return the compiled search; numba takes a second to load, and keeps what it compiled beside this file."""
    if not _compiled:
        from numba import njit

        _compiled.append(njit(cache=True, nogil=True)(_search))
    return _compiled[0]


def _search(  # plain arrays are what numba compiles
    starts: Ints, ends: Places, known: Ints, passed: Flags, start: int, as_of: int
) -> Places:
    """Walk breadth first over arrays: the result is the queue itself."""
    queue = np.empty(len(known), np.int32)
    seen = np.zeros(len(known), np.bool_)
    if known[start] >= as_of:
        return queue[:0]
    queue[0] = start
    seen[start] = True
    tail = 1
    head = 0
    while head < tail:
        node = queue[head]
        head += 1
        if node != start and not passed[node]:
            continue
        for place in range(starts[node], starts[node + 1]):
            other = ends[place]
            if not seen[other] and known[other] < as_of:
                seen[other] = True
                queue[tail] = other
                tail += 1
    return queue[:tail].copy()
