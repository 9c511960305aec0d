"""Affine (Platt) recalibration of margins: it stretches and shifts, so contributions still add up."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats

# How firmly slope 1 is believed, per case: what the past says about sureness drifts, however long it was.
_TRUST_IN_SLOPE = 0.15


@dataclass(frozen=True, slots=True)
class Affine:
    """`slope` · margin + `shift` is the calibrated margin."""

    slope: float
    shift: float

    def apply(self, margin: Floats) -> Floats:
        """Return the calibrated margins."""
        calibrated: Floats = self.slope * margin + self.shift
        return calibrated


def fit_affine(margin: Floats, answer: Flags) -> Affine:
    """Fit slope and shift by penalised likelihood on margins that were made without their own labels."""
    from scipy.optimize import minimize

    truth = answer.astype(np.float64)

    def loss(weights: Floats) -> float:
        calibrated = weights[0] * margin + weights[1]
        misfit = (np.logaddexp(0.0, calibrated) - truth * calibrated).mean()
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


def probability(margin: Floats) -> Floats:
    """Return 1 / (1 + exp(-margin))."""
    chance: Floats = 0.5 * (1.0 + np.tanh(0.5 * margin))
    return chance
