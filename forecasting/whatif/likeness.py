"""What is not known of a case, borrowed from known ones like it: same kind and priority, nearest risk."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints

NEIGHBOURS = 24
_PRIORITIES = 1_000


@dataclass(frozen=True)
class Traits:
    """What cases are compared by."""

    kind: Ints
    priority: Ints
    risk: Floats


def lenders(past: Traits, known: Flags, asked: Traits) -> Ints:
    """Return, per asked case, the rows of `NEIGHBOURS` past cases with the value known, some twice where few are.

    Of the same kind and priority where those are enough, else of the same kind, else of any. There must be one.
    """
    found = np.empty((len(asked.kind), NEIGHBOURS), dtype=np.int64)
    left = np.ones(len(asked.kind), dtype=np.bool_)
    for past_group, asked_group in (
        (past.kind * _PRIORITIES + past.priority, asked.kind * _PRIORITIES + asked.priority),
        (past.kind, asked.kind),
        (np.zeros_like(past.kind), np.zeros_like(asked.kind)),
    ):
        last = not past_group.any()
        for group in np.unique(asked_group[left]).tolist():
            pool = np.flatnonzero(known & (past_group == group))
            if len(pool) >= NEIGHBOURS or (last and len(pool)):
                chosen = np.flatnonzero(left & (asked_group == group))
                found[chosen] = _nearest(past.risk, pool, asked.risk[chosen])
                left[chosen] = False
    return found


def own_or_lent(known: Flags, lent: Ints) -> Ints:
    """Return the lenders, but each case itself where its own value is known."""
    return np.where(known[:, None], np.arange(len(known))[:, None], lent)


def _nearest(risk: Floats, pool: Ints, asked: Floats) -> Ints:
    """Return the pool's members whose risks lie around each asked one; cyclic where the pool is small."""
    by_risk = pool[np.argsort(risk[pool], kind="stable")]
    place = np.searchsorted(risk[by_risk], asked)
    first = np.clip(place - NEIGHBOURS // 2, 0, max(0, len(by_risk) - NEIGHBOURS))
    chosen: Ints = by_risk[(first[:, None] + np.arange(NEIGHBOURS)) % len(by_risk)]
    return chosen
