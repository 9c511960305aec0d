"""Where a history begins: a stray old moment makes no span, and a quiet firm keeps its whole past."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecasting.columns import DAY, NEVER
from forecasting.counts import Occurrences, daily_counts
from forecasting.strays import first_of_history

BUSY = np.arange(0.0, 44 * DAY, DAY / 40) + 20_000 * DAY
MONTHLY = np.arange(24.0) * 30 * DAY + 20_000 * DAY


@pytest.mark.parametrize("old", [[0.0], [9_000.0 * DAY], [0.0, 9_000.0 * DAY, 9_001.0 * DAY]])
def test_a_few_old_moments_before_a_long_silence_are_strays(old: list[float]) -> None:
    assert first_of_history(np.array([*old, *BUSY])) == len(old)


@pytest.mark.parametrize("at", [BUSY, MONTHLY, np.array([]), np.array([1.0]), np.array([0.0, 9_000 * DAY])])
def test_a_past_without_such_a_silence_is_whole(at: np.ndarray) -> None:
    assert first_of_history(at) == 0


def test_an_earlier_time_of_the_firm_is_no_stray() -> None:
    assert first_of_history(np.concatenate([BUSY - 400 * DAY, BUSY])) == 0


@given(st.lists(st.floats(0, 1e9), max_size=60).map(sorted))
def test_at_most_one_of_a_hundred_or_a_single_one_is_left_out(at: list[float]) -> None:
    assert first_of_history(np.array(at)) <= max(1, len(at) // 100)


def test_daily_counts_are_the_same_with_and_without_a_stray() -> None:
    at = (BUSY).astype(np.int64)
    until = int(20_044 * DAY)

    def happened(moments: np.ndarray) -> Occurrences:
        names = np.array(["desk"] * len(moments), dtype=object)
        return Occurrences(moments, names, moments, np.full(len(moments), NEVER), names)

    plain, with_old = (daily_counts(happened(moments), until) for moments in (at, np.concatenate([[5], at])))

    assert (plain.first, plain.days) == (with_old.first, with_old.days) == (20_000, 44)
    assert np.array_equal(plain.arrivals, with_old.arrivals)
    assert np.array_equal(plain.open, with_old.open)
