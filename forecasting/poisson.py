"""Poisson regression with an exposure, with a ridge penalty that holds its weights near a prior."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats

_STEPS = 25
"""Newton's method takes less than ten on counts."""
_CLOSE = 1e-8
"""The loss changes in no digit that is shown."""
_STEEPEST = 30.0
"""e to the 30 is a million times any count: above it a step only overflows."""


@dataclass(frozen=True, slots=True)
class Prior:
    """Prior means of the weights, the first of them the intercept, and their inverse variances."""

    weights: Floats
    precision: Floats


def fit_poisson(features: Floats, counts: Floats, exposure: Floats, trust: Floats, prior: Prior) -> Floats:
    """Return weights w that maximise the penalised likelihood of counts ~ Poisson(exposure * exp(features @ w)).

    `features` has a first column of ones; `trust` weighs each row. Newton's method with halved steps; without rows
    the prior itself is returned.
    """
    weights = prior.weights.copy()
    if not len(counts):
        return weights
    best = _loss(weights, features, counts, exposure, trust, prior)
    for _ in range(_STEPS):
        mean = exposure * np.exp(np.minimum(features @ weights, _STEEPEST))
        slope = features.T @ (trust * (counts - mean)) - prior.precision * (weights - prior.weights)
        curve = (features * (trust * mean)[:, None]).T @ features + np.diag(prior.precision)
        step = np.linalg.solve(curve, slope)
        for _halving in range(20):
            loss = _loss(weights + step, features, counts, exposure, trust, prior)
            if loss <= best:
                break
            step = step / 2.0
        weights = weights + step
        if best - loss < _CLOSE * abs(best):
            break
        best = loss
    return weights


def _loss(  # one term of the fit above
    weights: Floats, features: Floats, counts: Floats, exposure: Floats, trust: Floats, prior: Prior
) -> float:
    scores = np.minimum(features @ weights, _STEEPEST)
    apart = weights - prior.weights
    misfit = trust @ (exposure * np.exp(scores) - counts * scores)
    return float(misfit + 0.5 * (prior.precision * apart) @ apart)


def deviance(counts: Floats, mean: Floats, least: float = 1e-3) -> float:
    """Return the Poisson deviance 2 * sum(y log(y / m) - (y - m)), with means of at least `least`."""
    floor = np.maximum(mean, least)
    logs = np.where(counts > 0, counts * np.log(np.maximum(counts, least) / floor), 0.0)
    return float(2.0 * (logs - (counts - floor)).sum())
