"""Rubber stamping: who approves what others would not have let pass, whatever lies before them.

Speed alone accuses nobody: experts are fast. What tells is how few cases somebody refuses, compared with how many the
others would have refused of the same cases. Two explanations of that share are weighed (Bayes factor): somebody who
looks, and is somewhat milder or stricter than the others; and somebody who refuses hardly anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, poisson

from forecasting.columns import Flags, Floats, Ints
from forecasting.logistic import FLAT, RIDGE, chances_of, fit_logistic

BELIEF = 0.9
"""From this belief on somebody is flagged: nine in ten of those are to be right where the prior holds."""
# Before anything is seen one in twelve is believed to stamp: some do in most teams, few in any.
_PRIOR = 1 / 12
# Shares of what others refuse: who looks is within half and twice of it in 19 of 20 cases; a stamper below a third.
_MILDNESS = np.exp(np.linspace(-1.2, 1.2, 49))
_MILDNESS_WEIGHT = norm.pdf(np.log(_MILDNESS) / 0.35)
_STAMPED = np.linspace(0.02, 0.34, 17)
# So many refusals have to be expected before a later beginning can be told.
_FEWEST_EXPECTED = 8.0


@dataclass(frozen=True)
class ReviewedCases:
    """Reviews as parallel arrays: by whom (row), in which week, what was known before (review x any), and refused."""

    reviewer: Ints
    week: Ints
    known: Floats
    refused: Flags


def beliefs(reviews: ReviewedCases, people: int) -> Floats:
    """Return the belief, from 0 to 1, that each reviewer stamps, from the first week or from any later one on."""
    return np.array([_belief(reviews, person) for person in range(people)])


def flagged(names: Sequence[str], belief: Floats) -> Mapping[str, bool]:
    """Return who is flagged."""
    return {name: bool(one >= BELIEF) for name, one in zip(names, belief, strict=True)}


def _belief(reviews: ReviewedCases, person: int) -> float:
    own = reviews.reviewer == person
    if not own.any() or own.all():
        return _PRIOR
    expected = _expected(reviews, ~own)[own]
    week, refused = reviews.week[own], reviews.refused[own].astype(np.float64)
    weeks = np.unique(week)
    factors = [one for first in weeks.tolist() if (one := _factor(expected, refused, week >= first)) is not None]
    if not factors:
        return _PRIOR
    # Any beginning is as likely as any other, so their factors are averaged.
    odds = float(np.mean(factors)) * _PRIOR / (1 - _PRIOR)
    return odds / (1 + odds)


def _factor(expected: Floats, refused: Floats, later: Flags) -> float | None:
    """Return how much better stamping from then on explains the refusals than looking all the time; None: too few."""
    due = float(expected[later].sum())
    if due < _FEWEST_EXPECTED:
        return None
    seen = float(refused[later].sum())
    stamps = float(poisson.pmf(seen, _STAMPED * due).mean())
    looks = float(_MILDNESS_WEIGHT @ poisson.pmf(seen, _MILDNESS * due) / _MILDNESS_WEIGHT.sum())
    return stamps / max(looks, 1e-300)


def _expected(reviews: ReviewedCases, others: Flags) -> Floats:
    """Return the chance that the others would have refused each case, by a logistic regression on what was known."""
    columns = np.hstack([np.ones((len(reviews.refused), 1)), reviews.known])
    ridge = np.full(columns.shape[1], RIDGE)
    ridge[0] = FLAT
    fitted = fit_logistic(columns[others], ridge, reviews.refused[others].astype(np.float64))
    return chances_of(columns @ fitted.weights)
