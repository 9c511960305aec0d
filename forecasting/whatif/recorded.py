"""What recorded reviews show: how long they take, how fast each reviewer is, and how often one is away."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints

# The usual pace weighs as much as this many reviews of one reviewer.
_PRIOR_REVIEWS = 10.0
# A day without a claim is an absence where at least this many were expected: by chance it would be one in 55.
_EXPECTED_CLAIMS = 4.0
# Proportional fitting settles in a few rounds.
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

    Of `followed` absent days with an observed open day after them, on `absent_again` that day was absent too;
    `away_last` marks who was away on the last observed day.
    """

    absent: Floats
    observed: Floats
    absent_again: float
    followed: float
    away_last: Flags


def absences(reviews: Reviews, skills: Ints, days: Ints) -> Absences:
    """Count open days without a claim, among those on which the reviewer was expected to claim several cases."""
    absent, observed = np.zeros(len(skills)), np.zeros(len(skills))
    absent_again = followed = 0.0
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
        absent_again += float((away[:-1] & away[1:]).sum())
        away_last[person] = bool(len(away)) and bool(away[-1])
    return Absences(absent, observed, absent_again, followed, away_last)


def matured(at: Floats, known_at: Floats, now: float) -> Flags:
    """Return which outcomes may be used: known ones of cases so old that nearly all outcomes of their age are known.

    Younger cases are left out even where their outcome is known: cases that close early are not like those that close
    late.
    """
    known = known_at < now
    took = np.where(known, known_at - at, np.inf)
    old = at < now - float(np.quantile(took[known], 0.95)) if known.any() else np.zeros(len(at), np.bool_)
    return known & old
