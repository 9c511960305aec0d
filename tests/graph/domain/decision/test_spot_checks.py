"""What verdicts on drawn decisions tell of all of them: right on average, and as often as they claim."""

import random
from collections.abc import Sequence

import pytest

from graph.domain.decision.spot_checks import SpotCheck, SpotCheckState, draw_of, is_drawn, wrong_share

DRAWS = 250
Population = Sequence[tuple[float, bool]]
"""Decisions: with which probability each is drawn, and whether it is wrong."""


def drawn(population: Population, chance: random.Random) -> list[SpotCheck]:
    states = {True: SpotCheckState.DIFFERED, False: SpotCheckState.CONFIRMED}
    return [SpotCheck(probability, states[wrong]) for probability, wrong in population if chance.random() < probability]


def population(decisions: int, wrong: dict[float, float], seed: int) -> Population:
    """Decisions of which each probability of a draw has its own share of wrong ones."""
    chance = random.Random(seed)
    probabilities = [chance.choice(list(wrong)) for _ in range(decisions)]
    return [(one, chance.random() < wrong[one]) for one in probabilities]


@pytest.mark.parametrize(
    "wrong",
    [{0.2: 0.15}, {0.1: 0.3, 0.5: 0.05}, {0.1: 0.02, 0.5: 0.4}, {0.05: 0.25, 0.1: 0.1, 1.0: 0.0}],
    ids=["equal", "wrong where drawn rarely", "wrong where drawn often", "some always drawn"],
)
def test_the_share_is_right_on_average_and_the_interval_holds_it_nine_times_in_ten(wrong: dict[float, float]) -> None:
    decisions, chance = population(600, wrong, 7), random.Random(11)
    true = sum(one for _, one in decisions) / len(decisions)

    results = [wrong_share(drawn(decisions, chance)) for _ in range(DRAWS)]

    shares = [one.share for one in results if one.share is not None]
    mean = sum(shares) / len(shares)
    error = (sum((one - mean) ** 2 for one in shares) / len(shares) ** 2) ** 0.5
    held = sum(one.low <= true <= one.high for one in results) / DRAWS
    naive = sum(one.differed for one in results) / sum(one.judged for one in results)
    assert abs(mean - true) < 4 * error
    assert 0.87 <= held < 1  # too wide where what is wrong is drawn often: the effective number is taken low
    assert len(wrong) == 1 or abs(naive - true) > 10 * error


def test_the_interval_of_few_equally_likely_verdicts_is_the_exact_one_of_the_textbook() -> None:
    differed, same = SpotCheck(0.1, SpotCheckState.DIFFERED), SpotCheck(0.1, SpotCheckState.CONFIRMED)

    none, three = wrong_share([same] * 10), wrong_share([differed] * 3 + [same] * 7)

    assert (none.share, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(1 - 0.05 ** (1 / 10))
    assert three.share == pytest.approx(0.3)
    assert [three.low, three.high] == pytest.approx([0.08726443, 0.60662422], abs=1e-8)


def test_what_waits_or_is_open_tells_nothing_yet() -> None:
    result = wrong_share([SpotCheck(0.1, SpotCheckState.WAITING), SpotCheck(0.1, SpotCheckState.OPEN)])

    assert (result.judged, result.share, result.low, result.high) == (0, None, 0.0, 1.0)


def test_anybody_can_take_a_draw_again_and_draws_are_even() -> None:
    draws = [draw_of(f"case-{number}") for number in range(4_000)]

    assert draw_of("case-1") == 0.4951428651981922
    assert 0.0 <= min(draws) < max(draws) < 1.0
    for share in (0.05, 0.3, 0.9):
        assert sum(one < share for one in draws) / len(draws) == pytest.approx(share, abs=0.02)
    assert [is_drawn("case-1", 0.49), is_drawn("case-1", 0.51), is_drawn("case-1", 1.0)] == [False, True, True]
