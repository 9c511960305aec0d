"""Routing: each case to the person who is likely to be right on it, within skills and limits, or to nobody by name.

How often somebody is wrong is learned from past reviews whose truth is known: by what the case says, its risk, the
truth and the person. Where that says no more than what all people do alike, no person is named and the queue serves
the most uncertain cases first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from forecasting.columns import Flags, Floats, Ints
from forecasting.trees import one_thread

NOBODY = -1
"""No person is named: the case stays with the queue, or with the automatic decision."""
FEWEST_REVIEWS = 200
"""With fewer the trees learn single reviews."""
_FEWEST_OF_A_PERSON = 30
"""Reviews: somebody with fewer is taken to be like all."""
_FOLDS = 3
"""A review is told from the other two thirds."""
_ROUNDS, _RATE, _LEAVES, _LEAF_REVIEWS = 200, 0.06, 15, 40
"""Of the trees, by hand, on half of the reviews of a made-up firm with known biases."""
_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""How much what is particular to a person may count."""
_CERTAIN = 2.0
"""Standard errors by which it must tell more on reviews that it was not learned from."""
_EDGE = 1e-6
"""Chances are kept this far from 0 and 1, where a loss has no end."""


@dataclass(frozen=True)
class JudgedReviews:
    """Reviews in rows: facts of the case, its risk, who reviewed it (a position), the truth, and who was wrong."""

    facts: Floats
    risk: Floats
    person: Ints
    truth: Flags
    wrong: Flags

    def select(self, chosen: Flags) -> "JudgedReviews":
        """Return the chosen reviews."""
        return JudgedReviews(
            self.facts[chosen], self.risk[chosen], self.person[chosen], self.truth[chosen], self.wrong[chosen]
        )


@dataclass(frozen=True, slots=True)
class MistakeCosts:
    """What it costs to accept a case that is bad, and to refuse one that is good."""

    accepted_bad: float
    refused_good: float


@dataclass(frozen=True)
class Expertise:
    """How likely each person is wrong on a case; `weight` is how much of it is particular to persons (0: nothing)."""

    personal: Any
    pooled: Any
    weight: float
    known: Flags
    reviews: int

    @property
    def names_people(self) -> bool:
        """Whether it knows enough to tell people apart."""
        return self.weight > 0.0

    def cost(self, facts: Floats, risk: Floats, costs: MistakeCosts) -> Floats:
        """Return what a review of each case is expected to cost in errors, person by person in columns."""
        columns = [self._cost(facts, risk, costs, person) for person in range(len(self.known))]
        return np.column_stack(columns)

    def _cost(self, facts: Floats, risk: Floats, costs: MistakeCosts, person: int) -> Floats:
        missed, alarmed = (self._wrong(facts, risk, person, truth=truth) for truth in (True, False))
        expected: Floats = risk * costs.accepted_bad * missed + (1.0 - risk) * costs.refused_good * alarmed
        return expected

    def _wrong(self, facts: Floats, risk: Floats, person: int, *, truth: bool) -> Floats:
        truths, people = np.full(len(risk), truth), np.full(len(risk), person)
        alike = _chance(self.pooled, _rows(facts, risk, truths))
        if not self.names_people or not self.known[person]:
            return alike
        own = _chance(self.personal, _rows(facts, risk, truths, (people, len(self.known))))
        mixed: Floats = (1.0 - self.weight) * alike + self.weight * own
        return mixed


def learn_expertise(reviews: JudgedReviews, people: int, seed: int = 0) -> Expertise | None:
    """Learn from past reviews; None where there are too few, or nobody or everybody was wrong."""
    if len(reviews.wrong) < FEWEST_REVIEWS or reviews.wrong.all() or not reviews.wrong.any():
        return None
    known = np.bincount(reviews.person, minlength=people) >= _FEWEST_OF_A_PERSON
    return Expertise(
        _fitted(reviews, people, seed),
        _fitted(reviews, 0, seed),
        _weight(reviews, people, seed),
        known,
        len(reviews.wrong),
    )


def _weight(reviews: JudgedReviews, people: int, seed: int) -> float:
    """Return the weight that tells most on reviews that it was not learned from; 0 where that may be chance."""
    fold = np.random.default_rng(seed).permutation(len(reviews.wrong)) % _FOLDS
    alike, own = np.zeros(len(fold)), np.zeros(len(fold))
    for number in range(_FOLDS):
        held = fold == number
        seen, new = reviews.select(~held), reviews.select(held)
        if seen.wrong.all() or not seen.wrong.any():
            return 0.0
        alike[held] = _chance(_fitted(seen, 0, seed), _rows(new.facts, new.risk, new.truth))
        with_person = _rows(new.facts, new.risk, new.truth, (new.person, people))
        own[held] = _chance(_fitted(seen, people, seed), with_person)
    losses = [_loss((1.0 - weight) * alike + weight * own, reviews.wrong) for weight in _WEIGHTS]
    best = int(np.argmin([loss.mean() for loss in losses]))
    gain = losses[0] - losses[best]
    certain = gain.mean() > _CERTAIN * gain.std() / np.sqrt(len(gain))
    return _WEIGHTS[best] if certain else 0.0


def _loss(chance: Floats, wrong: Flags) -> Floats:
    inside = np.clip(chance, _EDGE, 1.0 - _EDGE)
    return -np.log(np.where(wrong, inside, 1.0 - inside))


def _fitted(reviews: JudgedReviews, people: int, seed: int) -> Any:  # noqa: ANN401  # scikit-learn has no types
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=_ROUNDS,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_LEAF_REVIEWS,
        early_stopping=False,
        random_state=seed,
    )
    rows = _rows(reviews.facts, reviews.risk, reviews.truth, (reviews.person, people) if people else None)
    with one_thread():
        return learner.fit(rows, reviews.wrong)


def _rows(facts: Floats, risk: Floats, truth: Flags, person: tuple[Ints, int] | None = None) -> Floats:
    blocks = [facts, risk[:, None], truth[:, None].astype(np.float64)]
    return np.hstack([*blocks, *([np.eye(person[1])[person[0]]] if person else [])])


def _chance(fitted: Any, rows: Floats) -> Floats:  # noqa: ANN401  # scikit-learn has no types
    with one_thread():
        chance: Floats = fitted.predict_proba(rows)[:, 1]
    return chance


def assign(gain: Floats, allowed: Flags, limits: Ints) -> Ints:
    """Return for each case the person (a position) with whom most is gained in all, or NOBODY.

    `gain` has a row for each case and a column for each person, what is won by having them review it; `allowed` says
    who has the skill; nobody gets more cases than their limit, and nobody one from which nothing is gained.
    """
    from scipy.optimize import linear_sum_assignment

    seats = np.repeat(np.arange(len(limits)), np.minimum(np.maximum(limits, 0), len(gain)))
    worth = np.where(allowed & (gain > 0.0), gain, 0.0)[:, seats]
    chosen = np.full(len(gain), NOBODY)
    cases, taken = linear_sum_assignment(worth, maximize=True)
    useful = worth[cases, taken] > 0.0
    chosen[cases[useful]] = seats[taken[useful]]
    return chosen


def uncertain_first(cost: Floats, limit: int) -> Ints:
    """Return the positions of the cases that cost most without a review, as many as there is room for."""
    order: Ints = np.argsort(-cost, kind="stable")[:limit]
    return order


def automatic_cost(risk: Floats, costs: MistakeCosts) -> Floats:
    """Return what the better of both automatic decisions is expected to cost in errors."""
    cost: Floats = np.minimum(risk * costs.accepted_bad, (1.0 - risk) * costs.refused_good)
    return cost


def route(
    expertise: Expertise | None, cases: tuple[Floats, Floats], costs: MistakeCosts, room: "Room"
) -> "RoutedCases":
    """Return who should review which of the cases (facts and risk), and which go to the queue without a name.

    Where people cannot be told apart, as many cases as there is room for go to the queue, the most uncertain first.
    """
    facts, risk = cases
    alone = automatic_cost(risk, costs)
    if expertise is None or not expertise.names_people:
        queued = np.zeros(len(risk), np.bool_)
        queued[uncertain_first(alone, int(np.maximum(room.limits, 0).sum()))] = True
        return RoutedCases(np.full(len(risk), NOBODY), queued)
    person = assign(alone[:, None] - expertise.cost(facts, risk, costs), room.allowed, room.limits)
    return RoutedCases(person, np.zeros(len(risk), np.bool_))


@dataclass(frozen=True)
class Room:
    """Who may review which case (rows are cases), and how many each person can take."""

    allowed: Flags
    limits: Ints


@dataclass(frozen=True)
class RoutedCases:
    """The person proposed for each case, or NOBODY; and which of those go to the queue for anybody."""

    person: Ints
    queued: Flags

    def each(self) -> Iterator[tuple[int, int]]:
        """Yield the position of each case with a proposed person, and the person."""
        yield from ((int(case), int(self.person[case])) for case in np.flatnonzero(self.person != NOBODY))
