"""Likely causes: which node of the lineage goes with failure when all others are taken into account.

A count of failures never finds the culprit: the busiest source has the most. A ridge logistic regression on the
decision x lineage matrix does; for model versions, which come and go with their features, the surplus over what
the regression expects without them is compared with its standard deviation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Texts

FEWEST_DECISIONS = 10
FEWEST_FAILURES = 8
MOST_SUSPECTS = 80
"""So many nodes, those whose failures are least like the rest, are looked at together."""
_Z90 = 1.645
_RIDGE = 1.0
_STEPS = 30
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Cause:
    """One suspect: decisions on it fail `effect` times as often as like ones, `low` to `high` (90 %)."""

    kind: str
    node: str
    effect: float
    low: float
    high: float
    decisions: int
    failures: int
    z: float

    def words(self, what: str) -> str:
        """Return a sentence about decisions on it, such as `cases of category 46 are handed over`."""
        return f"{what} {self.effect:.1f} times as often ({self.low:.1f} to {self.high:.1f})"


def likely_causes(failed: Flags, lineage: Mapping[str, Texts], collinear: Sequence[str] = ()) -> list[Cause]:
    """Return suspects, the surest first, whose whole interval lies above 1.

    `lineage` has one node (or an empty text) a decision for each kind; kinds named in `collinear` are judged by
    their surplus. With fewer than eight failures, or nothing but failures, there are none.
    """
    if failed.sum() < FEWEST_FAILURES or failed.all():
        return []
    judged = {kind: nodes for kind, nodes in lineage.items() if kind not in collinear}
    suspects = _striking(_suspects(judged), failed)
    fitted = _fit(np.array([marks for _, _, marks in suspects], np.float64).T.reshape(len(failed), -1), failed)
    found = [_cause(fitted, place, suspects, failed) for place in range(len(suspects))]
    chances = 1.0 / (1.0 + np.exp(-fitted.scores))
    for kind in collinear:
        if kind in lineage:
            found += [_surplus(suspect, failed, chances) for suspect in _suspects({kind: lineage[kind]})]
    return sorted((cause for cause in found if cause.low > 1.0), key=lambda cause: (-cause.z, cause.kind, cause.node))


_Suspect = tuple[str, str, Flags]


def _suspects(lineage: Mapping[str, Texts]) -> list[_Suspect]:
    """Return each node with enough decisions on it, and enough that are not."""
    found = []
    for kind, nodes in lineage.items():
        names, counts = np.unique(nodes.astype(str), return_counts=True)
        for name, count in zip(names.tolist(), counts.tolist(), strict=True):
            if name and FEWEST_DECISIONS <= count <= len(nodes) - FEWEST_DECISIONS:
                found.append((kind, name, nodes == name))
    return found


def _striking(suspects: list[_Suspect], failed: Flags) -> list[_Suspect]:
    """Return the suspects whose own failure rates stand out most, up or down: causes and confounders alike."""
    rate = failed.mean()
    strays = [abs(failed[marks].mean() - rate) * np.sqrt(marks.sum()) for _, _, marks in suspects]
    chosen = sorted(np.argsort(-np.array(strays), kind="stable")[:MOST_SUSPECTS].tolist())
    return [suspects[place] for place in chosen]


@dataclass(frozen=True)
class _Fitted:
    """Weights with the intercept first, their covariance, and each decision's log-odds."""

    weights: Floats
    covariance: Floats
    scores: Floats


def _fit(matrix: Floats, failed: Flags) -> _Fitted:
    """Fit by Newton's method; each weight has a normal prior of variance 1, the intercept none to speak of."""
    features = np.hstack([np.ones((len(failed), 1)), matrix])
    answer = failed.astype(np.float64)
    firmness = np.full(features.shape[1], _RIDGE)
    firmness[0] = 1e-6
    rate = answer.mean()
    weights = np.zeros(features.shape[1])
    weights[0] = np.log(rate / (1.0 - rate))
    curve = np.diag(firmness)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-features @ weights))
        curve = (features * (chance * (1.0 - chance))[:, None]).T @ features + np.diag(firmness)
        step = np.linalg.solve(curve, features.T @ (answer - chance) - firmness * weights)
        weights = weights + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < _CLOSE:
            break
    return _Fitted(weights, np.linalg.inv(curve), features @ weights)


def _cause(fitted: _Fitted, place: int, suspects: Sequence[_Suspect], failed: Flags) -> Cause:
    """Return how much more often the decisions on a node fail than the same ones would on others of its kind.

    A node that holds most decisions is the measure of all until it is compared with the rest.
    """
    kind, name, marks = suspects[place]
    contrast = np.zeros(len(fitted.weights))
    for other, (of, _, rows) in enumerate(suspects):
        if of == kind and other != place:
            contrast[other + 1] = -rows.sum() / (~marks).sum()
    contrast[place + 1] = 1.0
    weight = float(contrast @ fitted.weights)
    error = float(np.sqrt(contrast @ fitted.covariance @ contrast))
    without = fitted.scores[marks] - weight
    effect, low, high = (_times(without, weight + z * error) for z in (0.0, -_Z90, _Z90))
    return Cause(kind, name, effect, low, high, int(marks.sum()), int(failed[marks].sum()), weight / error)


def _times(without: Floats, weight: float) -> float:
    usual = (1.0 / (1.0 + np.exp(-without))).mean()
    return float((1.0 / (1.0 + np.exp(-(without + weight)))).mean() / usual)


def _surplus(suspect: _Suspect, failed: Flags, chances: Floats) -> Cause:
    kind, name, marks = suspect
    seen, expected = float(failed[marks].sum()), float(chances[marks].sum())
    deviation = float(np.sqrt((chances[marks] * (1.0 - chances[marks])).sum()))
    z = (seen - expected) / deviation
    low, high = ((seen + sign * _Z90 * deviation) / expected for sign in (-1.0, 1.0))
    return Cause(kind, name, seen / expected, max(0.0, low), high, int(marks.sum()), int(seen), z)
