"""F14: the share of young cases that will come true, from answers that come at different speeds."""

import numpy as np
import pytest

from forecasting.columns import DAY, HOUR, NEVER
from forecasting.nowcast import FollowedCases, nowcasts

NOW = 60 * DAY


def _cases(seed: int, size: int, share: float) -> FollowedCases:
    """A yes shows within hours, a no after one to two weeks."""
    random = np.random.default_rng(seed)
    value = random.random(size) < share
    delay = np.where(value, random.exponential(6 * HOUR, size), random.uniform(7, 14, size) * DAY).astype(np.int64)
    started = np.sort(random.integers(0, NOW, size))
    return FollowedCases(started, started + delay, value, np.full(size, "", dtype=object))


@pytest.mark.parametrize("seed", range(5))
def test_the_newest_week_is_told_within_its_band_though_every_known_answer_is_a_yes(seed: int) -> None:
    cases = _cases(seed, 3_000, 0.2)
    week = np.flatnonzero(cases.started >= NOW - 6 * DAY)

    one = nowcasts(cases, NOW).of(week)

    assert one is not None
    assert one.so_far == 1.0
    truth = cases.value[week].mean()
    assert abs(one.value - truth) < 0.03
    assert one.low <= truth <= one.high


def test_where_every_answer_is_known_the_share_is_that_of_the_answers_without_a_band() -> None:
    cases = FollowedCases(
        np.arange(4) * DAY, np.arange(4) * DAY + HOUR, np.array([True, False, False, False]), np.full(4, "", object)
    )

    one = nowcasts(cases, NOW).of(np.arange(4))

    assert one is not None
    assert (one.value, one.low, one.high, one.so_far, one.known, one.cases) == (0.25, 0.25, 0.25, 0.25, 4, 4)


def test_what_is_known_only_later_changes_nothing() -> None:
    cases = _cases(1, 800, 0.3)
    moment = 40 * DAY
    changed = FollowedCases(
        cases.started, np.where(cases.known_at < moment, cases.known_at, NEVER), cases.value, cases.stratum
    )

    assert nowcasts(cases, moment).chance.tobytes() == nowcasts(changed.as_of(moment), moment).chance.tobytes()


def test_without_an_earlier_moment_to_hold_it_against_the_band_is_wide() -> None:
    cases = _cases(2, 60, 0.4)
    few = cases.select(cases.started >= NOW - 5 * DAY)

    one = nowcasts(few, NOW)

    assert one.rehearsals == 0
    share = one.of(np.arange(len(few)))
    assert share is not None
    assert share.high - share.low > 0.3


def test_no_cases_have_no_share() -> None:
    assert nowcasts(_cases(3, 10, 0.5), NOW).of(np.zeros(0, np.int64)) is None
