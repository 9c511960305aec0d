"""F10's own arithmetic: a rank correlation with ties."""

import pytest

from bench.weighted import rank_correlation


def test_equal_ranks_are_averaged() -> None:
    assert rank_correlation([0.1, 0.2, 0.3, 0.9], [1, 2, 3, 4]) == pytest.approx(1.0)
    assert rank_correlation([0.0, 0.0, 0.2, 0.3], [0.0, 0.1, 0.2, 0.3]) == pytest.approx(0.9486833)
    assert rank_correlation([3, 2, 1], [1, 2, 3]) == pytest.approx(-1.0)


def test_a_column_that_is_the_same_for_all_such_as_reach_ranks_nothing() -> None:
    assert rank_correlation([1.0, 1.0, 1.0], [1, 2, 3]) is None
