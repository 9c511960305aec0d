"""How many decisions of the days ahead rest on a node, and how many of them would go another way."""

import numpy as np

from forecasting.columns import DAY, HOUR
from forecasting.count_means import Ahead
from forecasting.rested_on import DecisionCounts, RestingDecisions, changed_ahead, resting_decisions
from forecasting.weighted_impact import ImpactWeight

NOW = 100 * DAY


def _every_day(node: str, count: int, days: range) -> list[tuple[int, list[str]]]:
    return [(NOW - day * DAY + HOUR * hour, [node] if node else []) for day in days for hour in range(count)]


def _resting(rows: list[tuple[int, list[str]]], days: int = 7) -> dict[str, RestingDecisions]:
    decided = DecisionCounts(np.array([at for at, _ in rows], np.int64), np.ones(len(rows), np.int64))
    return dict(resting_decisions(decided, [of for _, of in rows], NOW, Ahead(0, days)))


def test_a_steady_node_goes_on_and_its_recent_decisions_are_those_of_four_weeks() -> None:
    made = _resting(_every_day("weekly file", 10, range(60, 0, -1)))["weekly file"]

    assert made.recent == 280
    assert made.expected is not None
    assert made.low is not None
    assert made.high is not None
    assert 63 <= made.expected <= 77
    assert made.low <= 70 <= made.high


def test_a_node_that_took_over_is_expected_to_go_on_and_the_one_before_it_is_not() -> None:
    made = _resting([*_every_day("old", 10, range(60, 20, -1)), *_every_day("new", 10, range(20, 0, -1))])

    assert (made["old"].recent, made["new"].recent) == (80, 200)
    assert (made["old"].expected or 0.0) < 10
    assert (made["new"].expected or 0.0) > 50


def test_decisions_counted_by_day_are_forecast_like_the_same_ones_one_by_one() -> None:
    days = [(NOW - day * DAY, 3 + day % 4) for day in range(60, 0, -1)]
    decided = DecisionCounts(np.array([at for at, _ in days]), np.array([made for _, made in days]))
    one_by_one = [(at + HOUR * hour, ["file"]) for at, made in days for hour in range(made)]

    assert resting_decisions(decided, [["file"]] * len(days), NOW, Ahead(0, 7)) == _resting(one_by_one)


def test_with_fewer_than_two_weeks_nothing_is_expected_rather_than_none() -> None:
    made = _resting(_every_day("young", 5, range(9, 0, -1)))["young"]

    assert made == RestingDecisions(45)


def test_decisions_on_nothing_give_a_young_node_the_history_of_all() -> None:
    made = _resting([*_every_day("", 10, range(60, 8, -1)), *_every_day("model", 10, range(8, 0, -1))])["model"]

    assert made.recent == 80
    assert 35 < (made.expected or 0.0) < 80


def test_no_decisions_rest_on_nothing() -> None:
    assert _resting([]) == {}


def test_changed_decisions_join_both_bands_and_are_unknown_where_one_of_them_is() -> None:
    counted, weight = RestingDecisions(40, 10.0, 5, 20), ImpactWeight(40, 10)
    low, high = weight.band

    changed = changed_ahead(counted, weight)

    assert changed is not None
    assert (changed.expected, changed.low, changed.high) == (2.5, 5 * low, 20 * high)
    assert changed_ahead(counted, ImpactWeight(0, 0)) is None
    assert changed_ahead(RestingDecisions(40), weight) is None
