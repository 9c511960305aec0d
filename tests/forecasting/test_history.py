"""Counts of the past agree with counting one by one, and never include the moment itself."""

import numpy as np
import pytest

from forecasting.columns import NEVER
from forecasting.history import HistoryLookup, NodeEvents, count_before, log_odds, overall_rate, relative_rate


def _texts(values: list[str]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


@pytest.mark.parametrize("window", [None, 40])
@pytest.mark.parametrize("seed", range(5))
def test_counts_equal_counting_one_by_one(seed: int, window: int | None) -> None:
    random = np.random.default_rng(seed)
    nodes, at = random.integers(0, 4, 60), random.integers(0, 200, 60)
    happened = NodeEvents(_texts([f"n{n}" for n in nodes]), at, random.integers(0, 2, 60).astype(float))
    wanted_nodes, wanted_at = random.integers(0, 5, 40), random.integers(0, 200, 40)

    count, weight = count_before(HistoryLookup(_texts([f"n{n}" for n in wanted_nodes]), wanted_at), happened, window)

    for row, (node, moment) in enumerate(zip(wanted_nodes, wanted_at, strict=True)):
        inside = (nodes == node) & (at < moment) & (at >= moment - window if window else True)
        assert count[row] == inside.sum()
        assert weight[row] == happened.weight[inside].sum()


def test_what_happens_at_the_moment_itself_is_not_past() -> None:
    happened = NodeEvents(_texts(["a", "a"]), np.array([10, 11]), np.array([1.0, 1.0]))

    count, _ = count_before(HistoryLookup(_texts(["a", "a"]), np.array([10, 11])), happened)

    assert count.tolist() == [0.0, 1.0]


def test_what_is_not_known_yet_never_counts() -> None:
    happened = NodeEvents(_texts(["a"]), np.array([NEVER]), np.array([1.0]))

    count, _ = count_before(HistoryLookup(_texts(["a"]), np.array([10])), happened)

    assert count.tolist() == [0.0]


def test_a_node_is_judged_against_what_was_usual_when_its_cases_ran() -> None:
    at = np.arange(100)
    bad_weeks = NodeEvents(_texts(["a"] * 100), at, (at % 2).astype(float))

    relative = relative_rate(HistoryLookup(_texts(["a"]), np.array([200])), bad_weeks, np.full(100, 0.5), strength=10.0)

    assert relative[0] == pytest.approx(0.0, abs=1e-12)


def test_an_unknown_node_is_the_usual_case() -> None:
    happened = NodeEvents(_texts(["a"]), np.array([1]), np.array([1.0]))

    relative = relative_rate(HistoryLookup(_texts(["b"]), np.array([5])), happened, np.array([0.3]), strength=10.0)

    assert relative.tolist() == [0.0]


def test_the_overall_rate_starts_at_a_quarter_and_follows_the_window() -> None:
    happened = NodeEvents(_texts(["a"] * 80), np.arange(80), np.ones(80))

    rate = overall_rate(np.array([0, 80, 500]), happened, window=100)

    assert rate.tolist() == [0.25, 0.85, 0.25]


def test_log_odds_stay_finite() -> None:
    assert np.isfinite(log_odds(np.array([0.0, 0.5, 1.0]))).all()
