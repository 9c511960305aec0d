"""Logistic regression with a normal prior on each weight, by Newton's method, with the covariance of the weights."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import Floats

RIDGE = 1.0
"""Inverse variance of a weight's prior: an odds ratio of e is one standard deviation away."""
FLAT = 1e-6
"""The same of a weight that the data alone decide, such as the intercept."""
# The fit ends when no weight moves by more than this, at the latest after so many steps, none of them longer than that.
_CLOSE, _STEPS, _LONGEST_STEP = 1e-6, 30, 2.0


@dataclass(frozen=True)
class Logistic:
    """Weights with their covariance, and the log-odds and chance of each row that they were fitted on."""

    weights: Floats
    covariance: Floats
    scores: Floats
    chances: Floats


def fit_logistic(columns: Floats, ridge: Floats, answer: Floats) -> Logistic:
    """Fit on rows whose first column is 1; `ridge` is the inverse variance of each weight's prior, `answer` 0 or 1."""
    weights = np.zeros(columns.shape[1])
    # It begins at the share; half an answer on either side keeps that finite.
    weights[0] = np.log((answer.sum() + 0.5) / (len(answer) - answer.sum() + 0.5))
    curve = np.diag(ridge)
    for _ in range(_STEPS):
        chance = chances_of(columns @ weights)
        curve = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(ridge)
        step = np.linalg.solve(curve, columns.T @ (answer - chance) - ridge * weights)
        weights = weights + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        if np.abs(step).max() < _CLOSE:
            break
    scores: Floats = columns @ weights
    covariance: Floats = np.asarray(np.linalg.inv(curve), dtype=np.float64)
    return Logistic(weights, covariance, scores, chances_of(scores))


def chances_of(scores: Floats) -> Floats:
    """Return the chances of log-odds."""
    chances: Floats = 1.0 / (1.0 + np.exp(-scores))
    return chances
