"""Intervals of counts: negative binomial, dispersion fitted by level of the mean, width fitted to measured coverage."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints

LEVEL = 0.9
"""The level of every interval that planners see."""
MEASURED_FROM = 0.5
"""Coverage is fitted and measured on nodes with at least this expectation: rarer ones are covered by [0, 0]."""
# Borders between levels of the mean, each about three times the one before.
_EDGES = (1.0, 3.0, 10.0)
# Nominal levels to choose from: around 90 %, in steps that coverage can tell apart.
_TRIED = np.round(np.arange(0.7, 0.99, 0.01), 2)
# With this many counts a level's own dispersion weighs as much as that of all levels together.
_POOLED_AS = 50.0
# Fewer counts give a coverage that is off by more than 3 points (its standard error at 90 %).
_FEWEST_TO_FIT = 100
# Nearly Poisson; at 0 the negative binomial is not defined.
_LEAST_DISPERSION = 1e-3


@dataclass(frozen=True)
class Spread:
    """The spread of counts: variance = mean + dispersion x mean^2, by level of the mean; an interval holds `level`."""

    dispersion: Floats
    level: float

    def interval(self, mean: Floats) -> tuple[Ints, Ints]:
        """Return the lowest and the highest count inside the interval."""
        return _quantiles(mean, self.dispersion[_levels(mean)], self.level)


def fit_spread(mean: Floats, counts: Floats) -> Spread:
    """Fit on earlier forecasts and the counts that followed (equal shapes); with few of them the level stays 90 %."""
    mean, counts = mean.ravel(), counts.ravel()
    dispersion = _dispersions(mean, counts)
    measured = mean >= MEASURED_FROM
    if measured.sum() < _FEWEST_TO_FIT:
        return Spread(dispersion, LEVEL)
    covered = _coverages(mean[measured], counts[measured], dispersion)
    return Spread(dispersion, float(_TRIED[int(np.argmin(np.abs(covered - LEVEL)))]))


def coverage(mean: Floats, low: Ints, high: Ints, counts: Floats) -> float | None:
    """Return the share of counts inside their interval, over nodes that are measured; None without any."""
    measured = mean >= MEASURED_FROM
    return float(_inside(counts, low, high)[measured].mean()) if measured.any() else None


def _inside(counts: Floats, low: Ints, high: Ints) -> Flags:
    inside: Flags = (counts >= low) & (counts <= high)
    return inside


def _levels(mean: Floats) -> Ints:
    return np.digitize(mean, _EDGES)


def _dispersions(mean: Floats, counts: Floats) -> Floats:
    """Return, per level, the moment estimate sum((y - m)^2 - m) / sum(m^2), shrunk to that of all levels."""
    surplus, square = (counts - mean) ** 2 - mean, mean**2
    whole = surplus.sum() / square.sum() if square.sum() > 0 else 0.0
    levels, dispersions = _levels(mean), []
    for level in range(len(_EDGES) + 1):
        here = levels == level
        own = surplus[here].sum() / square[here].sum() if square[here].sum() > 0 else whole
        weight = here.sum() / (here.sum() + _POOLED_AS)
        dispersions.append(max(_LEAST_DISPERSION, weight * own + (1.0 - weight) * whole))
    return np.array(dispersions)


def _coverages(mean: Floats, counts: Floats, dispersion: Floats) -> Floats:
    """Return the coverage at each tried level, from probabilities alone: quantiles would take far longer."""
    from scipy.special import betainc

    size = 1.0 / dispersion[_levels(mean)]
    chance = size / (size + mean)
    up_to, zero = betainc(size, counts + 1.0, chance), chance**size
    below = np.where(counts > 0, betainc(size, np.maximum(counts, 1.0), chance), 0.0)
    shares = []
    for level in _TRIED.tolist():
        tail = (1.0 - level) / 2.0
        upper = np.where(zero >= tail, level, 1.0 - tail)
        shares.append(((up_to >= tail) & (below < upper)).mean())
    return np.array(shares)


def _quantiles(mean: Floats, dispersion: Floats, level: float) -> tuple[Ints, Ints]:
    """Return the interval with equal tails, or the one from zero where its lower end is zero."""
    from scipy.stats import nbinom

    size = 1.0 / dispersion
    chance = size / (size + np.maximum(mean, 1e-9))
    low = nbinom.ppf((1.0 - level) / 2.0, size, chance)
    high = np.where(low > 0, nbinom.ppf((1.0 + level) / 2.0, size, chance), nbinom.ppf(level, size, chance))
    return low.astype(np.int64), high.astype(np.int64)
