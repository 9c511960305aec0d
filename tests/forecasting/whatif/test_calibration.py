"""What calibration reads from a history: levels, paces, absences, opening hours, matured outcomes."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from forecasting.columns import DAY, HOUR
from forecasting.whatif.hours import OpeningHours, open_time, whole_shifts
from forecasting.whatif.level import fit_levels
from forecasting.whatif.likeness import NEIGHBOURS, Traits, lenders
from forecasting.whatif.recorded import Reviews, absences, matured, paces
from forecasting.whatif.wall_clock import epoch_milliseconds, opening_hours, wall_seconds
from graph.domain.kernel.business_time import Calendar, WorkShift
from graph.errors import InvalidInput

WEEKDAYS = OpeningHours(8.0 * HOUR, 18.0 * HOUR, frozenset(range(5)), frozenset({2}))


def test_opening_time_stands_still_overnight_at_weekends_and_on_holidays() -> None:
    clock = open_time(WEEKDAYS, 0, 13)
    tuesday_evening, friday_noon = DAY + 17.0 * HOUR, 4 * DAY + 12.0 * HOUR

    assert clock.between(np.array([tuesday_evening]), np.array([friday_noon])).tolist() == [15 * HOUR]
    assert clock.after(np.array([tuesday_evening]), np.array([2.0 * HOUR])).tolist() == [3 * DAY + 9 * HOUR]
    assert clock.after(np.array([5.5 * DAY]), np.array([HOUR * 1.0])).tolist() == [7 * DAY + 9 * HOUR]
    assert clock.after(np.array([0.0]), np.array([1e9])).tolist() == [np.inf]


def test_a_firm_that_never_opens_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no opening hours"):
        open_time(WEEKDAYS, 5, 6)


def test_steady_arrivals_have_no_level_of_their_own() -> None:
    rng = np.random.default_rng(1)
    days = np.arange(84)
    counts = np.where(days % 7 < 5, rng.poisson(50, 84), rng.poisson(3, 84)).astype(float)

    levels = fit_levels(counts, days, np.ones(84, bool))

    assert (levels.levels[0].last, levels.levels[0].step_sd) == (0.0, 0.0)
    assert levels.steady() > 0.6


def test_a_level_that_has_risen_is_where_it_is_now_not_at_its_mean() -> None:
    rng = np.random.default_rng(2)
    days = np.arange(84)
    counts = rng.poisson(np.where(days % 7 < 5, 40 * np.exp(days / 84), 2.0)).astype(float)

    levels = fit_levels(counts, days, np.ones(84, bool))

    level = levels.levels[int(np.argmax(levels.weights))]
    assert levels.steady() < 0.01
    assert level.last - level.levels[0] == pytest.approx(1.0, abs=0.25)
    assert 0 < level.extra_sd < 0.15


def test_a_slow_reviewer_is_told_from_a_hard_kind() -> None:
    rng = np.random.default_rng(3)
    kind, reviewer = rng.integers(0, 2, 2_000), rng.integers(0, 3, 2_000)
    minutes = np.array([10.0, 30.0])[kind] * np.array([0.8, 1.0, 1.3])[reviewer] * rng.lognormal(0, 0.3, 2_000)

    result = paces(Reviews(kind, np.zeros(2_000), minutes * 60, reviewer), 3)

    assert (result / result[1]).tolist() == pytest.approx([0.8, 1.0, 1.3], abs=0.06)


def test_a_day_without_claims_is_an_absence_only_where_claims_were_to_be_expected() -> None:
    claimed = np.array([day * DAY + 9.0 * HOUR + 60 * n for day in range(5) for n in range(20)])
    reviewer = np.array([0 if day == 3 else n % 2 for day in range(5) for n in range(20)])
    reviews = Reviews(np.zeros(100, np.int64), claimed, claimed + 60, reviewer)

    result = absences(reviews, np.array([1, 1]), np.arange(5))

    assert (result.absent.tolist(), result.observed.tolist()) == ([0, 1], [5, 5])


def test_young_cases_are_left_out_even_where_their_outcome_is_known() -> None:
    at = np.arange(100.0)
    known_at = at + np.where(np.arange(100) % 2 == 0, 1.0, 20.0)

    usable = matured(at, known_at, 100.0)

    assert usable[:79].all()
    assert not usable[81:].any()


def test_the_unknown_is_borrowed_from_the_nearest_of_the_same_kind() -> None:
    risk = np.linspace(0, 1, 101)
    traits = Traits(np.repeat([0, 1], [51, 50]), np.zeros(101, np.int64), risk)

    result = lenders(traits, np.ones(101, bool), Traits(np.array([1]), np.array([0]), np.array([0.2])))

    assert result.shape == (1, NEIGHBOURS)
    assert sorted(result[0].tolist()) == list(range(51, 51 + NEIGHBOURS))


def test_wall_clocks_keep_the_hour_across_summer_time() -> None:
    before = datetime(2026, 3, 27, 8, tzinfo=UTC).timestamp() * 1000
    after = datetime(2026, 3, 30, 7, tzinfo=UTC).timestamp() * 1000

    wall = wall_seconds([int(before), int(after)], "Europe/Berlin")

    assert (wall % DAY).tolist() == [9 * HOUR, 9 * HOUR]
    assert (wall // DAY % 7).tolist() == [4, 0]
    assert epoch_milliseconds(wall, "Europe/Berlin") == [int(before), int(after)]


def test_a_calendar_is_read_with_its_days_and_holidays() -> None:
    calendar = Calendar("UTC", 510, 1080, frozenset({0, 6}), frozenset({date(2026, 7, 1)}), "DE")

    hours = opening_hours(calendar, 2026)

    assert (hours.opens, hours.closes) == (8.5 * HOUR, 18 * HOUR)
    assert hours.weekdays == {0, 6}
    days = [datetime(2026, 12, 25, 12, tzinfo=UTC), datetime(2026, 7, 1, 12, tzinfo=UTC)]
    numbers = wall_seconds([int(day.timestamp() * 1000) for day in days], "UTC") // DAY
    assert set(numbers.tolist()) <= hours.holidays


def test_several_shifts_are_open_time_and_shifts_of_everybody() -> None:
    further = (WorkShift(14 * 60, 18 * 60, frozenset({0})), WorkShift(540, 720, frozenset({5})))
    hours = opening_hours(Calendar("UTC", 480, 720, frozenset({0, 1}), further=further), 2026)

    clock, (begins, ends) = open_time(hours, 0, 6), whole_shifts(hours, 3)

    assert (clock.begins / HOUR).tolist() == [8, 14, 32, 129]
    assert (clock.ends / HOUR).tolist() == [12, 18, 36, 132]
    assert clock.after(np.array([11.0 * HOUR]), np.array([2.0 * HOUR])).tolist() == [15 * HOUR]
    assert ((ends - begins).sum(axis=2) / HOUR).tolist() == [[8, 4, 0, 0, 0, 3, 0]] * 3
    assert hours.hours_a_day() == 3
    assert hours.is_open(np.arange(7)).tolist() == [True, True, False, False, False, True, False]


def test_absences_that_last_are_told_from_single_days() -> None:
    present = [0, 1, 4, 5, 6, 7, 8, 9]
    claimed = np.array([day * DAY + 9.0 * HOUR + n for day in range(10) for n in range(20)])
    reviewer = np.array([n % 2 if day in present else 0 for day in range(10) for n in range(20)])
    reviews = Reviews(np.zeros(200, np.int64), claimed, claimed + 60, reviewer)

    result = absences(reviews, np.array([1, 1]), np.arange(10))

    assert (result.absent.tolist(), result.absent_again, result.followed) == ([0, 2], 1, 2)
    assert result.away_last.tolist() == [False, False]
