"""F11: cases go to who is likely to be right, within skills and limits; without knowledge of people, to the queue."""

from dataclasses import replace

import numpy as np
import pytest

from forecasting.columns import Floats
from forecasting.routing import (
    NOBODY,
    JudgedReviews,
    MistakeCosts,
    Room,
    assign,
    automatic_cost,
    learn_expertise,
    route,
)

COSTS = MistakeCosts(accepted_bad=1.0, refused_good=0.5)


def _reviews(seed: int, *, telling: bool) -> JudgedReviews:
    """The first of two people is wrong on half of the foreign cases, the second on half of the others."""
    random = np.random.default_rng(seed)
    size = 1_200
    foreign, person = random.random(size) < 0.5, random.integers(0, 2, size)
    weak = foreign == (person == 0) if telling else random.random(size) < 0.5
    wrong = random.random(size) < np.where(weak, 0.5, 0.02)
    truth, risk = random.random(size) < 0.4, random.uniform(0.2, 0.6, size)
    return JudgedReviews(foreign[:, None].astype(float), risk, person, truth, wrong)


def _cases(count: int) -> tuple[Floats, Floats]:
    facts = (np.arange(count) % 2 == 0)[:, None].astype(float)
    return facts, np.linspace(0.2, 0.6, count)


def _room(count: int, *limits: int) -> Room:
    return Room(np.ones((count, len(limits)), np.bool_), np.array(limits))


def test_cases_go_to_the_person_who_is_right_on_such_cases() -> None:
    expertise = learn_expertise(_reviews(1, telling=True), 2)
    facts, risk = _cases(20)

    routed = route(expertise, (facts, risk), COSTS, _room(20, 10, 10))

    assert expertise is not None
    assert expertise.names_people
    assert routed.person.tolist() == [1 if foreign else 0 for foreign in facts[:, 0]]
    assert not routed.queued.any()


@pytest.mark.parametrize("seed", range(2))
def test_people_who_cannot_be_told_apart_are_not_named_and_the_most_uncertain_cases_go_to_the_queue(
    seed: int,
) -> None:
    expertise = learn_expertise(_reviews(seed, telling=False), 2)
    facts, risk = _cases(20)

    routed = route(expertise, (facts, risk), COSTS, _room(20, 2, 3))

    assert (routed.person == NOBODY).all()
    dearest = np.argsort(-automatic_cost(risk, COSTS), kind="stable")[:5]
    assert sorted(np.flatnonzero(routed.queued).tolist()) == sorted(dearest.tolist())


def test_where_errors_hardly_depend_on_the_case_a_person_counts_by_how_often_they_are_wrong_at_all() -> None:
    reviews = _reviews(2, telling=False)
    random = np.random.default_rng(4)
    careless = random.random(len(reviews.wrong)) < np.where(reviews.person == 0, 0.4, 0.05)

    expertise = learn_expertise(replace(reviews, wrong=careless), 2)

    assert expertise is not None
    assert expertise.weights.own_share >= 0.75
    first, second = expertise.cost(*_cases(20), COSTS).T
    assert (second < 0.5 * first).all()


def test_too_few_reviews_tell_nothing_of_people() -> None:
    few = _reviews(1, telling=True).select(np.arange(1_200) < 150)

    assert learn_expertise(few, 2) is None


def test_nobody_gets_more_than_their_limit_nor_a_case_that_they_may_not_take_nor_one_without_gain() -> None:
    gain = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, -0.1], [-0.1, -0.2]])
    allowed = np.array([[True, True], [True, True], [False, True], [True, True]])

    person = assign(gain, allowed, np.array([1, 1]))

    assert person.tolist() == [0, 1, NOBODY, NOBODY]
