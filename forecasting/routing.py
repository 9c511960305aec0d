"""Routing: each case to the person who is likely to be right on it, within skills and limits, or to nobody by name.

How often somebody is wrong is learned from past reviews whose truth is known: by what the case says, its risk, the
truth and the person; and by how often that person is wrong at all, for where errors hardly depend on the case, what it
says only misleads. How much each counts is what tells most on reviews that it was not learned from. Where persons say
no more than what all people do alike, none is named and the queue serves the most uncertain cases first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
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
_ROUNDS, _RATE, _LEAVES, _LEAF_REVIEWS = 400, 0.06, 15, 40
"""Of the trees, by hand, on teams of a made-up firm with known biases that no figure is measured on."""
_QUARTERS = 4
"""What an estimate may count is a multiple of a quarter: finer steps tell nothing on reviews that it did not see."""
_COMMON_REVIEWS = 20.0
"""Reviews for which what everybody does counts in the share of one person: few of one's own say little."""
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
class ErrorShares:
    """How often everybody, and each person in rows, was wrong: on good cases and on bad ones, in two columns."""

    everybody: Floats
    own: Floats

    def of_all(self, truth: Flags) -> Floats:
        """Return how often everybody is wrong on cases of this truth."""
        share: Floats = self.everybody[truth.astype(np.int64)]
        return share

    def of(self, person: Ints, truth: Flags) -> Floats:
        """Return how often a person is wrong on cases of this truth."""
        share: Floats = self.own[person, truth.astype(np.int64)]
        return share


@dataclass(frozen=True, slots=True)
class EstimateWeights:
    """How much an estimate counts: shares of all and of a person, what cases tell of all and of a person; 1 in all."""

    share: float
    alike: float
    own_share: float
    own: float

    @property
    def personal(self) -> float:
        """Return how much of it is particular to persons."""
        return self.own_share + self.own

    def mix(self, estimates: Floats) -> Floats:
        """Return the chances from the four estimates in columns."""
        mixed: Floats = estimates @ np.array([self.share, self.alike, self.own_share, self.own])
        return mixed


@dataclass(frozen=True)
class Expertise:
    """How likely each person is wrong on a case; whoever has few reviews is taken to be like all."""

    personal: Any
    pooled: Any
    shares: ErrorShares
    weights: EstimateWeights
    known: Flags
    reviews: int

    @property
    def weight(self) -> float:
        """Return how much of it is particular to persons (0: nothing)."""
        return self.weights.personal

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
        reviews = JudgedReviews(facts, risk, people, truths, np.zeros(len(risk), np.bool_))
        if not self.names_people or not self.known[person]:
            return _chance(self.pooled, _rows(facts, risk, truths))
        return self.weights.mix(_estimates(reviews, (self.pooled, self.personal), self.shares))


def learn_expertise(reviews: JudgedReviews, people: int, seed: int = 0) -> Expertise | None:
    """Learn from past reviews; None where there are too few, or nobody or everybody was wrong."""
    if len(reviews.wrong) < FEWEST_REVIEWS or reviews.wrong.all() or not reviews.wrong.any():
        return None
    known = np.bincount(reviews.person, minlength=people) >= _FEWEST_OF_A_PERSON
    return Expertise(
        _fitted(reviews, people, seed),
        _fitted(reviews, 0, seed),
        _error_shares(reviews, people),
        _weights(reviews, people, seed),
        known,
        len(reviews.wrong),
    )


def _weights(reviews: JudgedReviews, people: int, seed: int) -> EstimateWeights:
    """Return the weights that tell most on reviews that were not seen; impersonal ones where that may be chance."""
    fold = np.random.default_rng(seed).permutation(len(reviews.wrong)) % _FOLDS
    estimates = np.zeros((len(fold), 4))
    for number in range(_FOLDS):
        held = fold == number
        seen, new = reviews.select(~held), reviews.select(held)
        if seen.wrong.all() or not seen.wrong.any():
            return _ALIKE
        learned = _fitted(seen, 0, seed), _fitted(seen, people, seed)
        estimates[held] = _estimates(new, learned, _error_shares(seen, people))
    losses = {weights: _loss(weights.mix(estimates), reviews.wrong) for weights in _possible_weights()}
    best = min(losses, key=lambda one: float(losses[one].mean()))
    plain = min((one for one in losses if one.personal == 0.0), key=lambda one: float(losses[one].mean()))
    gain = losses[plain] - losses[best]
    certain = gain.mean() > _CERTAIN * gain.std() / np.sqrt(len(gain))
    return best if certain else plain


_ALIKE = EstimateWeights(0.0, 1.0, 0.0, 0.0)
"""What all people do alike on such cases."""


def _possible_weights() -> Iterator[EstimateWeights]:
    """Yield every mix of the four estimates in quarters."""
    for parts in product(range(_QUARTERS + 1), repeat=4):
        if sum(parts) == _QUARTERS:
            yield EstimateWeights(*(part / _QUARTERS for part in parts))


def _estimates(reviews: JudgedReviews, learned: tuple[Any, Any], shares: ErrorShares) -> Floats:
    """Return how likely each review is wrong by the four estimates, in the order of their weights."""
    pooled, personal = learned
    facts, risk, truth = reviews.facts, reviews.risk, reviews.truth
    return np.column_stack(
        [
            shares.of_all(truth),
            _chance(pooled, _rows(facts, risk, truth)),
            shares.of(reviews.person, truth),
            _chance(personal, _rows(facts, risk, truth, (reviews.person, len(shares.own)))),
        ]
    )


def _error_shares(reviews: JudgedReviews, people: int) -> ErrorShares:
    """Return how often people were wrong by the truth; a person's own share is drawn to that of all."""
    reviewed, wrong = np.zeros((people, 2)), np.zeros((people, 2))
    column = reviews.truth.astype(np.int64)
    np.add.at(reviewed, (reviews.person, column), 1.0)
    np.add.at(wrong, (reviews.person, column), reviews.wrong.astype(np.float64))
    # One review beside them, as often wrong as all: a truth that never came has no share of its own.
    everybody = (wrong.sum(axis=0) + reviews.wrong.mean()) / (reviewed.sum(axis=0) + 1.0)
    return ErrorShares(everybody, (wrong + _COMMON_REVIEWS * everybody) / (reviewed + _COMMON_REVIEWS))


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
