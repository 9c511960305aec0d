"""How busy the firm is: a level that drifts slowly, beside the weekly rhythm of daily arrivals.

log(arrivals / usual of the weekday) = mean + level + noise, level[d + 1] = phi * level[d] + step. Mean and level are
states of a Kalman filter (Durbin and Koopman, Time Series Analysis by State Space Methods, ch. 4); phi and the ratio
of step to noise come from a grid, and each pair, as a level that is steady, counts by how likely it makes the counts.
"""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Ints
from forecasting.whatif.hours import WEEK

# How much of a level is left after a day: a half-life from one week to forever.
_PERSISTENCE = (0.9, 0.95, 0.98, 1.0)
# Variance of a day's step relative to the noise, in steps of about three times.
_STEPS = (0.003, 0.01, 0.03, 0.1, 0.3)
# A level of less weight would hardly be drawn once in a run.
_LEAST_WEIGHT = 0.002
# The logarithm of smaller counts is mostly noise, so such weekdays say nothing about the level.
_FEWEST_USUAL = 5.0
# Variance of the first level where it has no stationary one: wide beside any level that is seen.
_VAGUE = 4.0


@dataclass(frozen=True)
class Level:
    """The level of each recorded day (logarithms around the mean), the next day's, and how it may continue.

    `extra_sd` is the uncertainty of the last level beyond what resampling days already shows, `step_sd` the spread of
    one day's step, `phi` the share of a level that is left after a day.
    """

    levels: Floats
    last: float
    extra_sd: float
    step_sd: float
    phi: float

    def future(self, rng: np.random.Generator, days: int) -> Floats:
        """Draw the level of the coming days, the first of them today's."""
        steps = rng.standard_normal(days) * self.step_sd
        path = np.empty(days)
        middle, strays, spread = self.last, rng.standard_normal() * self.extra_sd, self.extra_sd**2
        for day in range(days):
            # Half the variance is taken off, so that the mean of the arrivals stays where the level is expected.
            path[day] = middle + strays - spread / 2
            middle, strays = self.phi * middle, self.phi * strays + steps[day]
            spread = self.phi**2 * spread + self.step_sd**2
        return path


def usual_by_weekday(counts: Floats, days: Ints, counted: Flags) -> Floats:
    """Return the mean arrivals of each weekday over the counted days; 0 where there was none."""
    usual = np.zeros(WEEK)
    for weekday in range(WEEK):
        chosen = counted & (days % WEEK == weekday)
        usual[weekday] = float(counts[chosen].mean()) if chosen.any() else 0.0
    return usual


@dataclass(frozen=True)
class Levels:
    """The levels that the counts allow, each with its weight: one is drawn for each replication."""

    levels: tuple[Level, ...]
    weights: Floats

    def drawn(self, rng: np.random.Generator) -> Level:
        """Draw one by the weights."""
        return self.levels[int(rng.choice(len(self.levels), p=self.weights))]

    def steady(self) -> float:
        """Return the weight of a level that never drifts."""
        return float(self.weights[0])


def fit_levels(counts: Floats, days: Ints, counted: Flags) -> Levels:
    """Fit the levels to daily counts; days that are not counted (closed, or cut off) carry no information.

    A steady level has a prior weight of a half, those that drift share the other; the weights follow the likelihoods
    (Bayesian model averaging, Hoeting et al. 1999), as a drift that is not certain is neither there nor not there.
    """
    usual = usual_by_weekday(counts, days, counted)[days % WEEK]
    informative = counted & (usual >= _FEWEST_USUAL)
    flat = Level(np.zeros(len(counts)), 0.0, 0.0, 0.0, 1.0)
    if informative.sum() < 2 * WEEK:
        return Levels((flat,), np.ones(1))
    seen = np.where(informative, np.log((counts + 0.5) / np.maximum(usual, 1.0)), 0.0)
    steady = _Filter(seen, informative, 1.0, 0.0)
    drifting = [_Filter(seen, informative, phi, ratio) for phi in _PERSISTENCE for ratio in _STEPS]
    likelihood = np.array([steady.likelihood, *(one.likelihood for one in drifting)])
    weights = np.exp(likelihood - likelihood.max()) * np.array([1.0, *([1 / len(drifting)] * len(drifting))])
    weighed = weights >= _LEAST_WEIGHT * weights.sum()
    weighed[0] = True
    levels = [flat, *(_level(one) for one, keep in zip(drifting, weighed[1:], strict=True) if keep)]
    return Levels(tuple(levels), weights[weighed] / weights[weighed].sum())


def _level(fitted: "_Filter") -> Level:
    levels, last, spread = fitted.smoothed()
    return Level(levels, last, spread, float(np.sqrt(fitted.ratio * fitted.noise)), fitted.phi)


class _Filter:
    """One pass over the days for one persistence and one ratio of step to noise, in units of the noise."""

    def __init__(self, seen: Floats, informative: Flags, phi: float, ratio: float) -> None:
        self.phi, self.ratio = phi, ratio
        self._move = np.array([[1.0, 0.0], [0.0, phi]])
        self._step = np.array([[0.0, 0.0], [0.0, ratio]])
        start = _VAGUE if phi == 1.0 and ratio > 0 else ratio / max(1e-9, 1 - phi**2) if ratio else 0.0
        state, spread = np.zeros(2), np.diag([100.0, min(start, 100.0)])
        look = np.ones(2)
        self._filtered: list[tuple[Floats, Floats]] = []
        errors, scales = [], []
        for value, known in zip(seen.tolist(), informative.tolist(), strict=True):
            if known:
                scale = float(look @ spread @ look) + 1.0
                gain = spread @ look / scale
                error = value - float(look @ state)
                state, spread = state + gain * error, spread - np.outer(gain, gain) * scale
                errors.append(error)
                scales.append(scale)
            self._filtered.append((state, spread))
            state, spread = self._move @ state, self._move @ spread @ self._move.T + self._step
        count = max(1, len(errors))
        self.noise = float(np.sum(np.square(errors) / np.array(scales))) / count if errors else 1.0
        self.likelihood = -0.5 * (count * np.log(max(self.noise, 1e-9)) + float(np.sum(np.log(scales))))

    def smoothed(self) -> tuple[Floats, float, float]:
        """Return each day's level given all days (Rauch-Tung-Striebel), the next day's level, and its sd."""
        state, _ = self._filtered[-1]
        states = [state]
        for before, spread_before in reversed(self._filtered[:-1]):
            ahead = self._move @ spread_before @ self._move.T + self._step
            back = spread_before @ self._move.T @ np.linalg.pinv(ahead)
            state = before + back @ (state - self._move @ before)
            states.append(state)
        last, last_spread = self._filtered[-1]
        following = self._move @ last
        ahead = self._move @ last_spread @ self._move.T + self._step
        # The variance of mean and level together: data cannot tell one from the other.
        uncertain = float(ahead.sum()) * self.noise
        return np.array([one[1] for one in reversed(states)]), float(following[1]), float(np.sqrt(max(0.0, uncertain)))
