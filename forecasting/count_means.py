"""Expected counts: Poisson regression on log shares of earlier days, learned anew at each origin; by rows, levels."""

from dataclasses import dataclass, field

import numpy as np

from forecasting.columns import Floats
from forecasting.count_intervals import Spread, fit_spread
from forecasting.counts import DailyCounts
from forecasting.poisson import Prior, fit_poisson
from forecasting.shares import expected_total, log_shares

FIRST_ORIGIN = 7
"""Days of counts before the first origin that is learned from."""
_FORGETTING = 0.98
"""A day: half after five weeks. By hand."""
_LOOKED_BACK = 28
"""Days: four of each weekday."""
_LEARNED_DAYS = 35
"""Days: five of each weekday."""
_LEVEL_FADE = 0.6
"""A period of rows: half after one and a half, a little faster than the plain average.

This and the next two were chosen on drawn counts (steady, drifting, few), where none loses to the plain average, and
with the moderation log in view: what a back-test on that log shows is not held out.
"""
_LONG_RUN_TRUST = 0.5
"""Periods of rows that the mean of all earlier ones counts for: two quiet ones do not end what a node has."""
_SEED = 0.5
"""Events that each node is given over all periods of rows: one with few cases is not taken for one that has none."""
# Before any data: a share-based EWMA of about a week. Held firmly enough that a few weeks of history move it little.
_PRIOR = Prior(
    np.array([0.0, 0.05, 0.35, 0.3, 0.1, 0.05, 0.05, 0.05, 0.05]),
    np.array([10.0, *[40.0] * 8]),
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Which days are forecast at the start of a day: `horizon` of them, `gap` days later (0: from that day on)."""

    gap: int
    horizon: int

    @property
    def reach(self) -> int:
        """Return the number of days after which the forecast period is over."""
        return self.gap + self.horizon


@dataclass(frozen=True)
class Learner:
    """The inputs from which expected counts are learned; each origin uses only earlier data."""

    counts: DailyCounts
    ahead: Ahead
    logs: Floats
    totals: Floats
    happened: Floats
    seen: Floats
    means: dict[int, Floats] = field(default_factory=dict)

    def mean(self, origin: int) -> Floats:
        """Return each node's expected count for the days ahead of the origin (a row number, at most the days)."""
        if origin not in self.means:
            self.means[origin] = self._mean(origin)
        return self.means[origin]

    def spread(self, origin: int) -> Spread:
        """Return the spread of counts around the forecasts of the last four weeks that could be checked by then."""
        last = origin - self.ahead.reach
        days = range(last, max(FIRST_ORIGIN, last - _LOOKED_BACK + 1) - 1, -self._stride)
        pairs = [(self.mean(day)[self.seen[day] > 0], self.happened[day][self.seen[day] > 0]) for day in days]
        if not pairs:
            return fit_spread(np.zeros(0), np.zeros(0))
        return fit_spread(np.concatenate([mean for mean, _ in pairs]), np.concatenate([count for _, count in pairs]))

    def _mean(self, origin: int) -> Floats:
        last = origin - self.ahead.reach
        learned = range(last, max(FIRST_ORIGIN, last - _LEARNED_DAYS + 1) - 1, -self._stride)
        features, counts, exposure, trust = [], [], [], []
        for day in learned:
            known = self.seen[day] > 0
            features.append(self._features(day)[known])
            counts.append(self.happened[day][known])
            exposure.append(np.full(int(known.sum()), self.totals[day]))
            trust.append(np.full(int(known.sum()), _FORGETTING ** (origin - day)))
        if features:
            rows = (np.vstack(features), np.concatenate(counts), np.concatenate(exposure), np.concatenate(trust))
            usable = rows[2] > 0.0
            weights = fit_poisson(rows[0][usable], rows[1][usable], rows[2][usable], rows[3][usable], _PRIOR)
        else:
            weights = _PRIOR.weights
        share = np.minimum(np.exp(self._features(origin) @ weights), 1.0)
        means: Floats = share * self.totals[origin]
        return means

    @property
    def _stride(self) -> int:
        """Return the days between origins: windows that overlap by most of their length add little information."""
        return max(1, self.ahead.horizon // 3)

    def _features(self, day: int) -> Floats:
        ones = np.ones((len(self.counts.nodes), 1))
        return np.hstack([ones, self.logs[day]])


class _LevelLearner(Learner):
    """Expects what the last periods of rows had, held a little near the mean of all before: there are no weekdays."""

    def _mean(self, origin: int) -> Floats:
        events = self.counts.events[:origin]
        weights = _LEVEL_FADE ** np.arange(origin - 1, -1, -1.0)
        long_run = (events.sum(0) + _SEED) / max(origin, 1)
        level: Floats = (weights @ events + _LONG_RUN_TRUST * long_run) / (weights.sum() + _LONG_RUN_TRUST)
        return level


def learner(counts: DailyCounts, ahead: Ahead) -> Learner:
    """Prepare the inputs of every origin; an origin's total is the one expected at that time.

    Periods of rows are forecast one ahead, by the levels of those before.
    """
    days, totals = counts.days, counts.events.sum(1)
    weekdays = counts.weekdays
    expected = [expected_total(totals[:day], weekdays, ahead.gap, ahead.horizon) for day in range(days + 1)]
    so_far = np.vstack([np.zeros(len(counts.nodes)), np.cumsum(counts.events, axis=0)])
    ends = np.minimum(np.arange(days + 1) + ahead.reach, days)
    begins = np.minimum(np.arange(days + 1) + ahead.gap, days)
    occurred = np.cumsum(counts.events + counts.arrivals, axis=0)
    kind = Learner if counts.has_weeks else _LevelLearner
    return kind(
        counts=counts,
        ahead=ahead,
        logs=log_shares(counts),
        totals=np.array(expected),
        happened=so_far[ends] - so_far[begins],
        seen=np.vstack([np.zeros(len(counts.nodes)), occurred]),
    )
