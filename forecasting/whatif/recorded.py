"""What recorded reviews tell: how long they take, how fast each reviewer is, and how often one is away."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints

# A reviewer's pace is pulled to the usual one as if this many usual reviews had been seen.
_PRIOR_REVIEWS = 10.0
# A day without a claim counts as an absence only where this many were to be expected of a reviewer present.
_EXPECTED_CLAIMS = 4.0
_ROUNDS = 3


@dataclass(frozen=True)
class Reviews:
    """Reviewed cases as parallel arrays: kind, when claimed and decided (seconds, finite), and by whom (row)."""

    kind: Ints
    claimed_at: Floats
    decided_at: Floats
    reviewer: Ints


def paces(reviews: Reviews, people: int) -> Floats:
    """Return each reviewer's time for a review, as a factor on what is usual for its kind.

    Alternates between the means of kinds at usual pace and the factors, as in iterative proportional fitting.
    """
    taken = reviews.decided_at - reviews.claimed_at
    pace = np.ones(people)
    kinds = int(reviews.kind.max(initial=0)) + 1
    seen = np.maximum(np.bincount(reviews.kind, minlength=kinds), 1)
    for _ in range(_ROUNDS):
        usual = np.bincount(reviews.kind, taken / pace[reviews.reviewer], minlength=kinds) / seen
        expected = np.bincount(reviews.reviewer, usual[reviews.kind], minlength=people)
        spent = np.bincount(reviews.reviewer, taken, minlength=people)
        prior = _PRIOR_REVIEWS * float(usual[reviews.kind].mean()) if len(taken) else 1.0
        pace = (spent + prior) / (expected + prior)
    return pace


@dataclass(frozen=True, slots=True)
class Absences:
    """Whole days away among days on which a present reviewer would have been seen, per reviewer.

    Of `followed` absent days with an observed open day after them, `stayed` had an absent one; `away_last` tells who
    was away on the last observed day.
    """

    absent: Floats
    observed: Floats
    stayed: float
    followed: float
    away_last: Flags


def absences(reviews: Reviews, skills: Ints, days: Ints) -> Absences:
    """Count open days without a claim, of those on which the reviewer's usual share of claims was large enough."""
    absent, observed = np.zeros(len(skills)), np.zeros(len(skills))
    stayed = followed = 0.0
    away_last = np.zeros(len(skills), np.bool_)
    day_of = np.floor(reviews.claimed_at / DAY).astype(np.int64)
    inside = np.isin(day_of, days)
    for person, bits in enumerate(skills.tolist()):
        fitting = inside & ((bits >> reviews.kind) & 1 == 1)
        share = float((reviews.reviewer[fitting] == person).mean()) if fitting.any() else 0.0
        by_day = np.searchsorted(days, day_of[fitting])
        possible = np.bincount(by_day, minlength=len(days))
        own = np.bincount(by_day, reviews.reviewer[fitting] == person, minlength=len(days))
        telling = possible * share >= _EXPECTED_CLAIMS
        observed[person] = telling.sum()
        away = telling & (own == 0)
        absent[person] = away.sum()
        followed += float((away[:-1] & telling[1:]).sum())
        stayed += float((away[:-1] & away[1:]).sum())
        away_last[person] = bool(len(away)) and bool(away[-1])
    return Absences(absent, observed, stayed, followed, away_last)


def matured(at: Floats, known_at: Floats, now: float) -> Flags:
    """Return which outcomes may be used: known, and of cases old enough that nearly all of their age are.

    Younger ones are left out even where known: what closes early is not like what closes late.
    """
    known = known_at < now
    took = np.where(known, known_at - at, np.inf)
    old = at < now - float(np.quantile(took[known], 0.95)) if known.any() else np.zeros(len(at), np.bool_)
    return known & old
