"""Likely causes: which node of the lineage goes with failure beyond what the rest explains, and beyond chance.

Counting failures does not find the cause: the busiest source always has the most. Each suspect is tested against a
logistic regression of failure on the covariates and on the causes that are named already (score test, Rao 1948); the
most certain one is named, enters the regression, and the others are tested anew, until none is beyond what chance makes
of so many suspects (Bonferroni over all kinds). People are tested last, with their work in the regression.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, poisson

from forecasting.columns import Flags, Floats, Texts
from forecasting.logistic import FLAT, RIDGE, chances_of, fit_logistic

# Below these counts a 90 % interval is too wide to name a cause.
FEWEST_DECISIONS = 10
FEWEST_FAILURES = 8
"""With fewer a share and its interval say nothing."""
MOST_WORK = 80
"""How many nodes stand for a person's work: those whose failure rates differ most from the average."""
FALSE_NAMES = 0.01
"""How often a firm without any cause may have one named: an accusation costs more than a silence."""
# More than this at a node would not be read, and each costs a fit.
_MOST_NAMED = 8
# Below so many expected failures the normal distribution names chance, so that Poisson's has to agree.
_FEW = 25.0
# The 95 % quantile of the normal distribution: intervals leave out 5 % on either side.
_Z90 = 1.645


@dataclass(frozen=True, slots=True, eq=False)
class Suspect:
    """A node of some kind, and which decisions depend on it; a decision may depend on several of a kind."""

    kind: str
    node: str
    marks: Flags


@dataclass(frozen=True, slots=True)
class SuspectedCause:
    """A node whose decisions fail `effect` times as often as they would without it, with a 90 % interval.

    `odds` is the same as an odds ratio with its interval. `named` is whether it is beyond chance.
    """

    kind: str
    node: str
    effect: float
    low: float
    high: float
    odds: tuple[float, float, float]
    decisions: int
    failures: int
    z: float
    named: bool

    def sentence(self, what: str) -> str:
        """Return what happens (such as `cases of category 46 are paid late`) with how much more often it does."""
        return f"{what} {self.effect:.1f} times as often ({self.low:.1f} to {self.high:.1f})"


def suspects_of(lineage: Mapping[str, Texts]) -> list[Suspect]:
    """Return each node of a lineage with one node, or an empty text, of each kind for a decision."""
    suspects: list[Suspect] = []
    for kind, nodes in lineage.items():
        names = np.unique(nodes.astype(str)).tolist()
        suspects += [Suspect(kind, name, nodes == name) for name in names if name]
    return suspects


def likely_causes(
    failed: Flags, suspects: Sequence[Suspect], covariates: Floats | None = None, people: str = "reviewer"
) -> list[SuspectedCause]:
    """Return all suspects: those named as causes first, as they were found, then by how certain they are.

    `covariates` (decision x any number) are known to matter and never suspected. Nodes of the kind `people` are last.
    With fewer than eight failures, or nothing but failures, the list is empty.
    """
    if failed.sum() < FEWEST_FAILURES or failed.all():
        return []
    usable = [one for one in suspects if FEWEST_DECISIONS <= one.marks.sum() <= len(failed) - FEWEST_DECISIONS]
    things = [one for one in usable if one.kind != people]
    search = _Search(failed, covariates, len(usable))
    rated = search.rated(things)
    search.add_work(things)
    return rated + search.rated([one for one in usable if one.kind == people])


class _Search:
    """One search: what the regression holds by now."""

    def __init__(self, failed: Flags, covariates: Floats | None, tested: int) -> None:
        columns = np.zeros((len(failed), 0)) if covariates is None else _standard(covariates)
        self._failed, self._answer = failed, failed.astype(np.float64)
        self._base = np.hstack([np.ones((len(failed), 1)), columns])
        self._ridge = np.concatenate([[FLAT], np.full(columns.shape[1], RIDGE)])
        self._bar = float(norm.isf(FALSE_NAMES / max(1, tested)))
        self._entered: list[Suspect] = []

    def rated(self, suspects: Sequence[Suspect]) -> list[SuspectedCause]:
        """Name causes until none is left that is beyond chance; return them, then the others."""
        left = list(suspects)
        named: list[SuspectedCause] = []
        while left:
            tested = self._tested(left)
            best = int(np.argmax(tested.z))
            if tested.z[best] <= self._bar or len(named) == _MOST_NAMED:
                order = np.argsort(-tested.z, kind="stable").tolist()
                return named + [self._suspected(left[place], tested, place) for place in order]
            named.append(self._cause(left[best], float(tested.z[best])))
            self._enter(left.pop(best))
        return named

    def add_work(self, things: Sequence[Suspect]) -> None:
        """Take the nodes with the most unusual failure rates into the regression: they stand for a person's work."""
        rate = self._failed.mean()
        strays = [abs(self._failed[one.marks].mean() - rate) * np.sqrt(one.marks.sum()) for one in things]
        for place in np.argsort(-np.array(strays), kind="stable")[:MOST_WORK].tolist():
            if things[place] not in self._entered:
                self._enter(things[place])

    def _enter(self, suspect: Suspect) -> None:
        self._entered.append(suspect)
        self._base = np.hstack([self._base, suspect.marks[:, None].astype(np.float64)])
        self._ridge = np.append(self._ridge, RIDGE)

    def _tested(self, suspects: Sequence[Suspect]) -> "_Tested":
        """Return the score statistic of each suspect: how many standard deviations too many failures it has."""
        fitted = fit_logistic(self._base, self._ridge, self._answer)
        marks = np.stack([one.marks for one in suspects], axis=1).astype(np.float64)
        spread = fitted.chances * (1.0 - fitted.chances)
        surplus = marks.T @ (self._answer - fitted.chances)
        shared = (self._base * spread[:, None]).T @ marks
        variance = np.maximum(spread @ marks - np.einsum("ij,ij->j", shared, fitted.covariance @ shared), 1e-9)
        certain = surplus / np.sqrt(variance)
        seen, expected = marks.T @ self._answer, marks.T @ fitted.chances
        exact = norm.isf(np.clip(poisson.sf(seen - 1, expected), 1e-300, 1.0))
        certain = np.where(expected < _FEW, np.minimum(certain, exact), certain)
        certain = np.where(seen < FEWEST_FAILURES, np.minimum(certain, 0.0), certain)
        firm = variance + RIDGE
        return _Tested(certain, surplus / firm, 1.0 / np.sqrt(firm), fitted.scores)

    def _suspected(self, suspect: Suspect, tested: "_Tested", place: int) -> SuspectedCause:
        """Return a suspect that is not named; its effect is that of one step of the fit."""
        weight, error = float(tested.weights[place]), float(tested.errors[place])
        return self._rated(suspect, float(tested.z[place]), (weight, error, tested.scores[suspect.marks]), named=False)

    def _cause(self, suspect: Suspect, certain: float) -> SuspectedCause:
        """Return a cause with how much more often decisions on it fail, by a regression with it."""
        base = np.hstack([self._base, suspect.marks[:, None].astype(np.float64)])
        fitted = fit_logistic(base, np.append(self._ridge, RIDGE), self._answer)
        weight, error = float(fitted.weights[-1]), float(np.sqrt(fitted.covariance[-1, -1]))
        return self._rated(suspect, certain, (weight, error, fitted.scores[suspect.marks] - weight), named=True)

    def _rated(
        self, suspect: Suspect, certain: float, effect: tuple[float, float, Floats], *, named: bool
    ) -> SuspectedCause:
        weight, error, without = effect
        middle, low, high = (_times(without, weight + z * error) for z in (0.0, -_Z90, _Z90))
        odds, least, most = (float(np.exp(weight + z * error)) for z in (0.0, -_Z90, _Z90))
        return SuspectedCause(
            kind=suspect.kind,
            node=suspect.node,
            effect=middle,
            low=low,
            high=high,
            odds=(odds, least, most),
            decisions=int(suspect.marks.sum()),
            failures=int(self._failed[suspect.marks].sum()),
            z=certain,
            named=named,
        )


@dataclass(frozen=True)
class _Tested:
    """Per suspect: certainty, and weight and standard error of one step; and each decision's log-odds before it."""

    z: Floats
    weights: Floats
    errors: Floats
    scores: Floats


def _times(without: Floats, weight: float) -> float:
    return float(chances_of(without + weight).mean() / chances_of(without).mean())


def _standard(columns: Floats) -> Floats:
    spread = columns.std(axis=0)
    standard: Floats = (columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return standard
