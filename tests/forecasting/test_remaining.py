"""Remaining time: a band that holds for cases of each kind, from those that were open at the same age."""

import numpy as np
import pytest

from forecasting.remaining import Durations, remaining


def _durations(seed: int, size: int) -> Durations:
    """Quick cases take about an hour, slow ones about fifty; one in five is seen only in part."""
    random = np.random.default_rng(seed)
    kind = np.where(random.random(size) < 0.8, "quick", "slow").astype(object)
    took = random.exponential(1.0, size) * np.where(kind == "quick", 1.0, 50.0)
    seen = random.uniform(0.0, 200.0, size)
    part = random.random(size) < 0.2
    ended = ~part | (seen >= took)
    return Durations(np.where(ended, took, seen), ended, kind)


@pytest.mark.parametrize(("kind", "scale"), [("quick", 1.0), ("slow", 50.0)])
def test_nine_in_ten_cases_of_each_kind_end_inside_the_band_of_their_age(kind: str, scale: float) -> None:
    inside = []
    for seed in range(60):
        one = remaining(_durations(seed, 600), kind, age=0.5 * scale)
        assert one is not None
        assert one.high is not None
        assert one.own_kind
        new = np.random.default_rng(1_000 + seed).exponential(scale, 50)
        inside.append(np.mean((new >= one.low) & (new <= one.high)))

    assert 0.87 <= np.mean(inside) <= 0.94


def test_a_kind_of_which_few_are_known_takes_the_band_of_all() -> None:
    durations = _durations(1, 200)
    rare = Durations(durations.took, durations.ended, np.append(durations.kind[1:], "rare"))

    one = remaining(rare, "rare", age=0.0)

    assert one is not None
    assert not one.own_kind


def test_without_cases_of_such_an_age_nothing_is_said() -> None:
    assert remaining(_durations(1, 200), "quick", age=10_000.0) is None


def test_where_the_slowest_are_still_running_the_band_has_no_upper_end() -> None:
    took, ended = np.arange(1.0, 101.0), np.arange(100) < 60

    one = remaining(Durations(took, ended, np.full(100, "", object)), "", age=0.0)

    assert one is not None
    assert (one.middle, one.high) == (50.0, None)
