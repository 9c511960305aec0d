"""Who approves whatever lies before them is told from who is quick, mild or has easy cases."""

import random
from collections.abc import Callable

import pytest

from graph.domain.review.strictness import JudgedCase, strictness_of

PEOPLE = ("ann", "ben", "cem", "dora", "eve", "fay")
Refusal = Callable[[str, float], float]
"""The chance that a person refuses a case of a risk."""


def judged(refuses: Refusal, cases: int = 3_000, seed: int = 5) -> list[JudgedCase]:
    chance, done = random.Random(seed), []
    for _ in range(cases):
        person, easy = chance.choice(PEOPLE), chance.random() < 0.3
        risk = chance.betavariate(1, 9) if easy else chance.betavariate(2, 5)
        refused = chance.random() < refuses(person, risk)
        done.append(JudgedCase(person, chance.randrange(8), "easy" if easy else "hard", risk, refused))
    return done


def flagged(cases: list[JudgedCase]) -> set[str]:
    return {name for name, one in strictness_of(cases).items() if one.flagged}


def test_who_refuses_hardly_anything_is_flagged_and_who_is_milder_or_stricter_is_not() -> None:
    factors = {"ann": 0.05, "ben": 0.7, "cem": 1.4}

    results = strictness_of(judged(lambda person, risk: min(factors.get(person, 1.0) * risk, 1.0)))

    assert {name for name, one in results.items() if one.flagged} == {"ann"}
    assert results["ann"].factor < results["ben"].factor < results["dora"].factor < results["cem"].factor
    assert all(one.low < one.factor < one.high for one in results.values())


@pytest.mark.parametrize("seed", range(5))
def test_nobody_is_flagged_where_all_look(seed: int) -> None:
    assert flagged(judged(lambda _, risk: risk, seed=seed)) == set()


def test_who_has_easy_cases_alone_is_compared_with_what_others_did_with_such() -> None:
    cases = [one for one in judged(lambda _, risk: risk**2) if one.reviewer != "ann" or one.queue == "easy"]

    ann = strictness_of(cases)["ann"]

    assert ann.refused / ann.reviews < 0.03
    assert ann.factor == pytest.approx(1.0, abs=0.35)
    assert not ann.flagged


def test_somebody_who_begins_to_stamp_later_is_flagged_as_well() -> None:
    late = [
        JudgedCase(one.reviewer, one.week, one.queue, one.risk, one.refused and (one.reviewer != "eve" or one.week < 4))
        for one in judged(lambda _, risk: risk, cases=4_000)
    ]

    assert flagged(late) == {"eve"}


def test_of_one_person_alone_or_of_few_reviews_nothing_can_be_told() -> None:
    alone = strictness_of([JudgedCase("ann", 0, "hard", 0.5, refused=False)] * 100)["ann"]
    few = strictness_of([JudgedCase(name, 0, "hard", None, refused=False) for name in PEOPLE])["ann"]

    assert (alone.stamping, alone.flagged) == (None, False)
    assert few.stamping is None
    assert few.factor == pytest.approx(1.0, abs=0.05)
