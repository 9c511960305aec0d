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
class NodeEvents:
    """Events at nodes: where, when known, and what each weighs (1 for a failure, 0 for none)."""

    node: Texts
    at: Ints
    weight: Floats


@dataclass(frozen=True)
class HistoryLookup:
    """Lookups in the history: which node, and strictly before which moment."""

    node: Texts
    at: Ints


def count_before(lookups: HistoryLookup, events: NodeEvents, window: int | None = None) -> tuple[Floats, Floats]:
    """Return, per lookup, the number and the weight of events known strictly before it.

    `window` in seconds limits how far back is looked. Events that are not known yet (NEVER) never count.
    """
    known = events.at < NEVER
    at, weight = events.at[known], events.weight[known]
    codes = _codes(lookups.node, events.node[known])
    lookup_code, event_code = codes[: len(lookups.node)], codes[len(lookups.node) :]
    start = min(int(at.min(initial=NEVER)), int(lookups.at.min(initial=NEVER))) - (window or 0)
    keys = _sortable(event_code, at - start)
    order = np.argsort(keys, kind="stable")
    exact = np.rint(weight[order] * _UNITS).astype(np.int64)
    keys, totals = keys[order], np.concatenate([[0], np.cumsum(exact)])
    upper = np.searchsorted(keys, _sortable(lookup_code, lookups.at - start), side="left")
    floor = lookups.at - start - window if window else np.zeros_like(lookups.at)
    lower = np.searchsorted(keys, _sortable(lookup_code, floor), side="left")
    return (upper - lower).astype(np.float64), (totals[upper] - totals[lower]) / _UNITS


def overall_rate(lookup_at: Ints, events: NodeEvents, window: int = 14 * DAY) -> Floats:
    """Return the failure rate over all nodes in the window before each moment, pulled to 1/4 when empty."""
    nowhere = np.full(len(lookup_at), "", dtype=object)
    everywhere = NodeEvents(np.full(len(events.at), "", dtype=object), events.at, events.weight)
    count, failures = count_before(HistoryLookup(nowhere, lookup_at), everywhere, window)
    rate: Floats = (failures + 5.0) / (count + 20.0)
    return rate


def relative_rate(lookups: HistoryLookup, events: NodeEvents, expected: Floats, strength: float) -> Floats:
    """Return each node's log-odds of failure minus those expected of it, from labels known by then.

    `expected` is, per event, the overall rate when its case began: a node that only saw bad weeks is not
    blamed for them. `strength` is the number of average events that an unknown node is credited with.
    """
    count, failures = count_before(lookups, events)
    _, due = count_before(lookups, NodeEvents(events.node, events.at, expected))
    usual = np.where(count > 0, due / np.maximum(count, 1.0), _UNSEEN)
    seen = (failures + strength * usual) / (count + strength)
    return log_odds(seen) - log_odds(usual)


def log_odds(rate: Floats) -> Floats:
    """Return log(p / (1 - p)) with p kept away from 0 and 1."""
    inside = np.clip(rate, _EDGE, 1.0 - _EDGE)
    odds: Floats = np.log(inside) - np.log1p(-inside)
    return odds


def _codes(first: Texts, second: Texts) -> Ints:
    numbers: dict[str, int] = {}
    both = [*first.tolist(), *second.tolist()]
    return np.fromiter((numbers.setdefault(name, len(numbers)) for name in both), np.int64, len(both))


def _sortable(code: Ints, since: Ints) -> Ints:
    # 33 bits hold 272 years of seconds, so node and moment share one sortable number.
    key: Ints = (code << 33) + since
    return key
