"""Affine (Platt) recalibration of margins: it stretches and shifts, so contributions still add up."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats

# How firmly slope 1 is believed, per case: what the past says about sureness drifts, however long it was.
_TRUST_IN_SLOPE = 0.15
_BLOCKS = 4
"""Parts of a calibration window, in time: each is judged by what the others say."""


@dataclass(frozen=True, slots=True)
class Affine:
    """`slope` · margin + `shift` is the calibrated margin."""

    slope: float
    shift: float

    def apply(self, margin: Floats) -> Floats:
        """Return the calibrated margins."""
        calibrated: Floats = self.slope * margin + self.shift
        return calibrated


@dataclass(frozen=True, slots=True)
class CalibrationWindow:
    """The cases that a model was calibrated on, from when to when they began (seconds), and how good it was on them.

    Brier scores, beside those of the average: each quarter of the window by what the other three say.
    """

    cases: int
    since: int
    until: int
    brier: float
    brier_prior: float

    @property
    def usable(self) -> bool:
        """Whether the probabilities were no worse than the average on these cases."""
        return self.brier <= self.brier_prior


def fit_affine(margin: Floats, answer: Flags, weight: Floats | None = None) -> Affine:
    """Fit slope and shift by penalised likelihood on margins that were made without their own labels."""
    from scipy.optimize import minimize

    truth = answer.astype(np.float64)
    share = np.ones(len(truth)) if weight is None else weight

    def loss(weights: Floats) -> float:
        calibrated = weights[0] * margin + weights[1]
        misfit = (share * (np.logaddexp(0.0, calibrated) - truth * calibrated)).sum() / share.sum()
        return float(misfit + _TRUST_IN_SLOPE * (weights[0] - 1.0) ** 2)

    slope, shift = minimize(loss, np.array([1.0, 0.0]), bounds=[(0.1, None), (None, None)]).x
    return Affine(float(slope), float(shift))


def fit_shares(margins: Floats, answer: Flags) -> tuple[float, float]:
    """Return how much each of two models counts, by likelihood on margins made without their own labels."""
    from scipy.optimize import minimize

    truth = answer.astype(np.float64)

    def loss(weights: Floats) -> float:
        blended = margins @ weights[:2] + weights[2]
        return float((np.logaddexp(0.0, blended) - truth * blended).mean())

    first, second, _ = minimize(loss, np.array([0.5, 0.5, 0.0]), bounds=[(0.0, None), (0.0, None), (None, None)]).x
    return float(first), float(second)


def beside_the_prior(margin: Floats, answer: Flags, weight: Floats) -> tuple[float, float]:
    """Return the Brier scores of calibrated margins (in time order) and of the average, each block by the others."""
    truth, block = answer.astype(np.float64), np.arange(len(answer)) * _BLOCKS // max(1, len(answer))
    chance, prior = np.zeros(len(truth)), np.zeros(len(truth))
    for number in range(_BLOCKS):
        held = block == number
        others = ~held
        chance[held] = probability(fit_affine(margin[others], answer[others], weight[others]).apply(margin[held]))
        prior[held] = np.average(truth[others], weights=weight[others])
    return (
        float(np.average((chance - truth) ** 2, weights=weight)),
        float(np.average((prior - truth) ** 2, weights=weight)),
    )


def probability(margin: Floats) -> Floats:
    """Return 1 / (1 + exp(-margin))."""
    chance: Floats = 0.5 * (1.0 + np.tanh(0.5 * margin))
    return chance
