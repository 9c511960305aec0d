"""Counts of what had happened at a node before a moment, for many nodes and moments at once."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, NEVER, Floats, Ints, Texts

# Log-odds are taken of rates that are kept this far from 0 and 1.
_EDGE = 1e-4
# Weights are summed as whole numbers of this fraction: rounding would let later events touch earlier sums.
_UNITS = 2.0**30
# A node without any past is as usual as can be, whatever the usual is.
_UNSEEN = 0.5


@dataclass(frozen=True)
class Happenings:
    """Events at nodes: where, when known, and what each weighs (1 for a failure, 0 for none)."""

    node: Texts
    at: Ints
    weight: Floats


@dataclass(frozen=True)
class Asked:
    """Questions to the past: which node, and strictly before which moment."""

    node: Texts
    at: Ints


def count_before(asked: Asked, happened: Happenings, window: int | None = None) -> tuple[Floats, Floats]:
    """Return, per question, the number and the weight of events known strictly before it.

    `window` in seconds limits how far back is looked. Events that are not known yet (NEVER) never count.
    """
    known = happened.at < NEVER
    at, weight = happened.at[known], happened.weight[known]
    codes = _codes(asked.node, happened.node[known])
    asked_code, event_code = codes[: len(asked.node)], codes[len(asked.node) :]
    start = min(int(at.min(initial=NEVER)), int(asked.at.min(initial=NEVER))) - (window or 0)
    keys = _sortable(event_code, at - start)
    order = np.argsort(keys, kind="stable")
    exact = np.rint(weight[order] * _UNITS).astype(np.int64)
    keys, totals = keys[order], np.concatenate([[0], np.cumsum(exact)])
    upper = np.searchsorted(keys, _sortable(asked_code, asked.at - start), side="left")
    floor = asked.at - start - window if window else np.zeros_like(asked.at)
    lower = np.searchsorted(keys, _sortable(asked_code, floor), side="left")
    return (upper - lower).astype(np.float64), (totals[upper] - totals[lower]) / _UNITS


def overall_rate(asked_at: Ints, happened: Happenings, window: int = 14 * DAY) -> Floats:
    """Return the failure rate over all nodes in the window before each moment, pulled to 1/4 when empty."""
    nowhere = np.full(len(asked_at), "", dtype=object)
    everywhere = Happenings(np.full(len(happened.at), "", dtype=object), happened.at, happened.weight)
    count, failures = count_before(Asked(nowhere, asked_at), everywhere, window)
    rate: Floats = (failures + 5.0) / (count + 20.0)
    return rate


def relative_rate(asked: Asked, happened: Happenings, expected: Floats, strength: float) -> Floats:
    """Return each node's log-odds of failure minus those expected of it, from labels known by then.

    `expected` is, per event, the overall rate when its case began: a node that only saw bad weeks is not
    blamed for them. `strength` is the number of average events that an unknown node is credited with.
    """
    count, failures = count_before(asked, happened)
    _, due = count_before(asked, Happenings(happened.node, happened.at, expected))
    usual = np.where(count > 0, due / np.maximum(count, 1.0), _UNSEEN)
    seen = (failures + strength * usual) / (count + strength)
    return log_odds(seen) - log_odds(usual)


def log_odds(rate: Floats) -> Floats:
    """Return log(p / (1 - p)) with p kept away from 0 and 1."""
    kept = np.clip(rate, _EDGE, 1.0 - _EDGE)
    odds: Floats = np.log(kept) - np.log1p(-kept)
    return odds


def _codes(first: Texts, second: Texts) -> Ints:
    numbers: dict[str, int] = {}
    both = [*first.tolist(), *second.tolist()]
    return np.fromiter((numbers.setdefault(name, len(numbers)) for name in both), np.int64, len(both))


def _sortable(code: Ints, since: Ints) -> Ints:
    # 33 bits hold 272 years of seconds, so node and moment share one sortable number.
    key: Ints = (code << 33) + since
    return key
