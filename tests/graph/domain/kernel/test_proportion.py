import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.proportion import excess_over, wilson


def test_the_interval_is_the_one_of_the_textbook() -> None:
    low, high = wilson(10, 100)

    assert low == pytest.approx(0.05523, abs=1e-5)
    assert high == pytest.approx(0.17437, abs=1e-5)


def test_nothing_seen_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_solves_its_own_equation_and_holds_the_share(hits: int, more: int) -> None:
    trials, z = hits + more - 1 or 1, 1.959963984540054
    hits = min(hits, trials)

    for end in wilson(hits, trials, z):
        if 1e-9 < end < 1 - 1e-9:
            assert abs(hits / trials - end) == pytest.approx(z * (end * (1 - end) / trials) ** 0.5, abs=1e-9)
    low, high = wilson(hits, trials, z)
    assert low <= hits / trials + 1e-12
    assert hits / trials - 1e-12 <= high


def test_an_excess_has_the_interval_of_the_textbook() -> None:
    excess = excess_over(56, 70, 56 + 48, 70 + 80)

    assert excess is not None
    assert excess.expected == pytest.approx(42)
    assert excess.excess == pytest.approx(14)
    assert excess.low / 70 == pytest.approx(0.0524, abs=1e-4)
    assert excess.high / 70 == pytest.approx(0.3339, abs=1e-4)


@pytest.mark.parametrize(("trials", "all_trials"), [(0, 10), (10, 10)])
def test_a_group_without_others_or_without_trials_has_no_excess(trials: int, all_trials: int) -> None:
    assert excess_over(0, trials, 0, all_trials) is None
