"""Targets of key figures: which may be set, when one is met, and what a miss costs."""

import pytest

from graph.domain.decision.kpis import Better
from graph.domain.decision.targets import TargetChange, check_target, cost_of_miss, is_met
from graph.domain.kernel.problems import ProblemCode


@pytest.mark.parametrize(
    ("value", "target", "better", "met"),
    [
        (0.1, 0.1, Better.LOWER, True),
        (0.2, 0.1, Better.LOWER, False),
        (0.9, 0.8, Better.HIGHER, True),
        (0.7, 0.8, Better.HIGHER, False),
        (None, 0.8, Better.HIGHER, None),
        (0.7, None, Better.HIGHER, None),
        (0.7, 0.8, Better.NEITHER, None),
    ],
)
def test_a_target_is_met_from_the_side_that_is_better(
    value: float | None, target: float | None, better: Better, met: bool | None
) -> None:
    assert is_met(value, target, better) is met


def test_a_miss_costs_by_how_far_it_is_and_a_target_that_is_met_costs_nothing() -> None:
    assert cost_of_miss(5.0, 2.0, Better.LOWER, 10.0) == 30.0
    assert cost_of_miss(2.0, 5.0, Better.LOWER, 10.0) == 0.0
    assert cost_of_miss(5.0, 2.0, Better.LOWER, None) is None
    assert cost_of_miss(None, 2.0, Better.LOWER, 10.0) is None


@pytest.mark.parametrize(
    ("target", "money", "unit", "better", "where"),
    [
        (1.5, None, "SHARE", Better.LOWER, "target"),
        (-1.0, None, "HOURS", Better.LOWER, "target"),
        (float("nan"), None, "HOURS", Better.LOWER, "target"),
        (3.0, None, "COUNT", Better.NEITHER, "target"),
        (3.0, -2.0, "COUNT", Better.LOWER, "money"),
    ],
)
def test_a_target_that_no_value_can_meet_is_refused(
    target: float, money: float | None, unit: str, better: Better, where: str
) -> None:
    problem = check_target(TargetChange("k", target, money), unit, better)

    assert problem is not None
    assert (problem.code, problem.details["where"]) == (ProblemCode.INVALID_INPUT, where)


def test_a_target_can_be_set_and_taken_away() -> None:
    assert check_target(TargetChange("k", 0.1, 50.0), "SHARE", Better.LOWER) is None
    assert check_target(TargetChange("k", None), "COUNT", Better.NEITHER) is None
