"""Likely causes: which node of the lineage goes with failure when all others are taken into account.

Counting failures does not find the cause: the busiest source always has the most. A ridge logistic regression of
failure on the lineage of each decision does. Model versions come and go together with their features, so they are not
in the regression: the failures beyond what it expects are compared with their standard deviation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from forecasting.columns import Flags, Floats, Texts

# Below these counts a 90 % interval is too wide to name a cause.
FEWEST_DECISIONS = 10
FEWEST_FAILURES = 8
MOST_SUSPECTS = 80
"""How many nodes enter the regression: those whose failure rates differ most from the average."""
# The 95 % quantile of the normal distribution: intervals leave out 5 % on either side.
_Z90 = 1.645
# Inverse variance of each weight's prior: an odds ratio of e is one standard deviation away.
_RIDGE = 1.0
# The fit ends when no weight moves by more than this, at the latest after so many steps.
_STEPS = 30
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class SuspectedCause:
    """A node whose decisions fail `effect` times as often as similar ones, with a 90 % interval `low` to `high`."""

    kind: str
    node: str
    effect: float
    low: float
    high: float
    decisions: int
    failures: int
    z: float

    def sentence(self, what: str) -> str:
        """Return what happens (such as `cases of category 46 are paid late`) with how much more often it does."""
        return f"{what} {self.effect:.1f} times as often ({self.low:.1f} to {self.high:.1f})"


def likely_causes(failed: Flags, lineage: Mapping[str, Texts], collinear: Sequence[str] = ()) -> list[SuspectedCause]:
    """Return the suspects whose whole interval lies above 1, most certain first.

    `lineage` holds, for each kind, one node (or an empty text) per decision. Kinds named in `collinear` are rated by
    their surplus. With fewer than eight failures, or nothing but failures, the list is empty.
    """
    if failed.sum() < FEWEST_FAILURES or failed.all():
        return []
    regressed = {kind: nodes for kind, nodes in lineage.items() if kind not in collinear}
    suspects = _striking(_suspects(regressed), failed)
    fitted = _fit(np.array([marks for _, _, marks in suspects], np.float64).T.reshape(len(failed), -1), failed)
    causes = [_cause(fitted, place, suspects, failed) for place in range(len(suspects))]
    chances = 1.0 / (1.0 + np.exp(-fitted.scores))
    for kind in collinear:
        if kind in lineage:
            causes += [_surplus(suspect, failed, chances) for suspect in _suspects({kind: lineage[kind]})]
    return sorted((cause for cause in causes if cause.low > 1.0), key=lambda cause: (-cause.z, cause.kind, cause.node))


_Suspect = tuple[str, str, Flags]


def _suspects(lineage: Mapping[str, Texts]) -> list[_Suspect]:
    """Return each node that enough decisions depend on, and enough do not."""
    suspects = []
    for kind, nodes in lineage.items():
        names, counts = np.unique(nodes.astype(str), return_counts=True)
        for name, count in zip(names.tolist(), counts.tolist(), strict=True):
            if name and FEWEST_DECISIONS <= count <= len(nodes) - FEWEST_DECISIONS:
                suspects.append((kind, name, nodes == name))
    return suspects


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
    """Fit by Newton's method; each weight has a normal prior of variance 1, the intercept a nearly flat one."""
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


def _cause(fitted: _Fitted, place: int, suspects: Sequence[_Suspect], failed: Flags) -> SuspectedCause:
    """Return how much more often decisions on a node fail than they would on the other nodes of its kind.

    Without this comparison a node with most of the decisions would be its own yardstick.
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
    return SuspectedCause(kind, name, effect, low, high, int(marks.sum()), int(failed[marks].sum()), weight / error)


def _times(without: Floats, weight: float) -> float:
    usual = (1.0 / (1.0 + np.exp(-without))).mean()
    return float((1.0 / (1.0 + np.exp(-(without + weight)))).mean() / usual)


def _surplus(suspect: _Suspect, failed: Flags, chances: Floats) -> SuspectedCause:
    kind, name, marks = suspect
    seen, expected = float(failed[marks].sum()), float(chances[marks].sum())
    deviation = float(np.sqrt((chances[marks] * (1.0 - chances[marks])).sum()))
    z = (seen - expected) / deviation
    low, high = ((seen + sign * _Z90 * deviation) / expected for sign in (-1.0, 1.0))
    return SuspectedCause(kind, name, seen / expected, max(0.0, low), high, int(marks.sum()), int(seen), z)
