"""Unknown values of a case, borrowed from similar cases: same kind and priority, nearest risk."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints

# A share among so many has a standard error of ten points or less.
NEIGHBOURS = 24
# Above any priority: kind and priority are one number.
_PRIORITIES = 1_000


@dataclass(frozen=True)
class Traits:
    """What cases are compared by, one entry a case."""

    kind: Ints
    priority: Ints
    risk: Floats


def lenders(history: Traits, known: Flags, targets: Traits) -> Ints:
    """Return, for each target case, the rows of `NEIGHBOURS` recorded cases with a known value; few are repeated.

    They are of the same kind and priority where enough are, else of the same kind, else any. At least one must exist.
    """
    rows = np.empty((len(targets.kind), NEIGHBOURS), dtype=np.int64)
    left = np.ones(len(targets.kind), dtype=np.bool_)
    for history_group, target_group in (
        (history.kind * _PRIORITIES + history.priority, targets.kind * _PRIORITIES + targets.priority),
        (history.kind, targets.kind),
        (np.zeros_like(history.kind), np.zeros_like(targets.kind)),
    ):
        last = not history_group.any()
        for group in np.unique(target_group[left]).tolist():
            pool = np.flatnonzero(known & (history_group == group))
            if len(pool) >= NEIGHBOURS or (last and len(pool)):
                chosen = np.flatnonzero(left & (target_group == group))
                rows[chosen] = _nearest(history.risk, pool, targets.risk[chosen])
                left[chosen] = False
    return rows


def own_or_lent(known: Flags, lent: Ints) -> Ints:
    """Return the lenders, or the case itself where its own value is known."""
    return np.where(known[:, None], np.arange(len(known))[:, None], lent)


def _nearest(risk: Floats, pool: Ints, targets: Floats) -> Ints:
    """Return the pool's members with the risks nearest to each target's; a small pool is repeated."""
    by_risk = pool[np.argsort(risk[pool], kind="stable")]
    place = np.searchsorted(risk[by_risk], targets)
    first = np.clip(place - NEIGHBOURS // 2, 0, max(0, len(by_risk) - NEIGHBOURS))
    chosen: Ints = by_risk[(first[:, None] + np.arange(NEIGHBOURS)) % len(by_risk)]
    return chosen
