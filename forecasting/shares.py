"""Inputs of a count forecast, for each day from earlier days only: shares of nodes, and the expected total."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats, Ints
from forecasting.counts import DailyCounts

_FADES = (0.5, 0.8, 0.93, 0.985)
"""A day: half after one day, three days, nine days and six and a half weeks."""
_SAME_DAY_FADE = 0.97
"""Half after three weeks. This and the settings below were chosen on days before the cut of the protocol."""
_ARRIVALS_FADE = 0.8
"""Half after three days."""
_WEEK = 7
"""Days."""
_SATURDAY = 5
"""Monday is 0."""
# What a node is given before it was seen, in events and in the total they are a share of.
_SEED, _SEED_OF = 0.02, 1.0
_SAME_DAY_TRUST = 3.0
"""Events that the usual share counts for beside those of the same weekday."""
_USUAL_FADE = 0.985
"""Half after six and a half weeks."""
_LEVEL_FADE = 0.9
"""Half after a week."""
_LEVEL_TRUST = 2.0
"""Days that the usual level counts for."""
_DAY_TRUST = 0.3
"""Days that the mean of all weekdays counts for."""

FEATURES = (
    "events, last days",
    "events, last week",
    "events, last fortnight",
    "events, long run",
    "events on this weekday",
    "events on such days",
    "arrivals, last week",
    "cases open",
)


@dataclass(frozen=True)
class Faded:
    """Sums over earlier days that decay by a factor a day; row d has the days before d. `total` is over all nodes."""

    node: Floats
    total: Floats

    def shares(self) -> Floats:
        """Return each node's share of the total, days x nodes: a quiet day weighs as little as it holds."""
        shares: Floats = (self.node + _SEED) / (self.total + _SEED_OF)[:, None]
        return shares


def faded(counts: Floats, fade: float) -> Faded:
    """Return the faded sums of rows; one row more than the counts has."""
    node = np.zeros((len(counts) + 1, counts.shape[1]))
    for day, row in enumerate(counts):
        node[day + 1] = fade * node[day] + row
    return Faded(node, node.sum(1))


def log_shares(counts: DailyCounts) -> Floats:
    """Return days + 1 x nodes x features: log shares as known at the start of each day, for that day."""
    slow = faded(counts.events, _FADES[-1]).shares()
    parts = [faded(counts.events, fade).shares() for fade in _FADES]
    weekdays = counts.weekdays[: counts.days + 1]
    weekend = (weekdays >= _SATURDAY).astype(np.int64)
    parts.extend(_alike(counts.events, kind, slow) for kind in (weekdays, weekend))
    parts.append(faded(counts.arrivals, _ARRIVALS_FADE).shares())
    parts.append((counts.open + _SEED) / (counts.open.sum(1) + _SEED_OF)[:, None])
    logs: Floats = np.log(np.stack(parts, axis=2))
    return logs


def _alike(events: Floats, kind: Ints, slow: Floats) -> Floats:
    """Return shares over earlier days of the same kind, shrunk to the long-run share while those days are few."""
    alike = np.zeros_like(slow)
    for value in np.unique(kind):
        same = kind == value
        sums = faded(events * same[:-1, None], _SAME_DAY_FADE)
        shares = (sums.node + _SAME_DAY_TRUST * slow) / (sums.total + _SAME_DAY_TRUST)[:, None]
        alike[same] = shares[same]
    return alike


def expected_total(totals: Floats, weekdays: Ints, gap: int, horizon: int) -> float:
    """Return the expected total over `horizon` days that begin `gap` days after the last one given.

    Each weekday has its factor; the level is the weighted median of the last days' ratios to their usual, so that
    odd days (a holiday, an outage) do not move it until they are the rule.
    """
    days = len(totals)
    ages = np.arange(days - 1, -1, -1.0)
    mean = totals.mean() if days else 0.0
    if mean == 0.0:
        return 0.0
    weights = _SAME_DAY_FADE**ages
    factors = np.array([_factor(totals, weights * (weekdays[:days] == day), mean) for day in range(_WEEK)])
    usual = factors[weekdays[:days]]
    ratios = np.append(totals / usual, 1.0)
    trust = np.append(_LEVEL_FADE**ages * usual / mean, _LEVEL_TRUST)
    ahead = weekdays[days + gap : days + gap + horizon]
    return _middle(ratios, trust) * float(factors[ahead].sum())


def _middle(values: Floats, trust: Floats) -> float:
    """Return the weighted median, between two values in proportion to how near the middle of each lies."""
    order = np.argsort(values)
    centres = np.cumsum(trust[order]) - trust[order] / 2.0
    return float(np.interp(trust.sum() / 2.0, centres, values[order]))


def _factor(totals: Floats, weights: Floats, mean: float) -> float:
    return float(((weights * totals).sum() + _DAY_TRUST * mean) / (weights.sum() + _DAY_TRUST))


def ewma_of(periods: Floats, alpha: float = 0.3) -> Floats:
    """Return the exponentially weighted mean of rows, the first as its start: the baseline of all count forecasts."""
    state: Floats = periods[0] if len(periods) else np.zeros(periods.shape[1])
    for row in periods[1:]:
        state = (1.0 - alpha) * state + alpha * row
    return state


def usual_of_like(counts: DailyCounts, gap: int, horizon: int) -> Floats:
    """Return the EWMA of earlier periods that are like the one that begins `gap` days after the last day.

    A day is like those of its part of the week, working days or weekend; longer periods have days of both.
    """
    if horizon > 1:
        return ewma_of(periods_back(counts.events, horizon))
    weekend = counts.weekdays >= _SATURDAY
    alike = counts.events[weekend[: counts.days] == weekend[counts.days + gap]]
    return ewma_of(alike if len(alike) else counts.events)


def periods_back(events: Floats, horizon: int) -> Floats:
    """Return counts of whole periods of so many days, the last of which ends with the last day."""
    whole = len(events) // horizon
    counts: Floats = events[len(events) - whole * horizon :].reshape(whole, horizon, -1).sum(1)
    return counts
