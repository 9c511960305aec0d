"""What timed reviews show of a decision point: how long a review takes, by whom, and when people claim."""

import numpy as np
import pytest

from forecasting.columns import DAY, HOUR
from forecasting.whatif.hours import OpeningHours, OpenWindow
from forecasting.whatif.timed import FEWEST_TIMED, SeenReviews, seen_reviews
from forecasting.whatif.wall_clock import epoch_milliseconds
from graph.store.planning.whatif import ReviewerAccount, TimedReviews

WEEKDAYS = frozenset(range(5))
HOURS = OpeningHours(8.0 * HOUR, 18.0 * HOUR, WEEKDAYS, frozenset())
PEOPLE = [ReviewerAccount("a", "anna"), ReviewerAccount("b", "berta")]
# A Monday in seconds since the first Monday of 1970.
MONDAY = 2_800 * 7 * float(DAY)


def seen(rows: list[tuple[str, str, float, float, float]], days: int = 28, hours: OpeningHours = HOURS) -> SeenReviews:
    """Measure reviews given as case, person, claimed and done (seconds after the Monday), and seconds in sight."""
    rows.sort(key=lambda row: row[3])
    reviews = TimedReviews(
        [row[0] for row in rows],
        [row[1] for row in rows],
        epoch_milliseconds(MONDAY + np.array([row[2] for row in rows]), "UTC"),
        epoch_milliseconds(MONDAY + np.array([row[3] for row in rows]), "UTC"),
        [round(row[4] * 1000) for row in rows],
    )
    cases = sorted({row[0] for row in rows})
    return seen_reviews(reviews, cases, PEOPLE, (hours, "UTC", MONDAY + days * DAY))


def at_usual_pace(one: SeenReviews, person: int = 0) -> list[float]:
    return [round(float(value * one.pace[person]), 1) for value in one.service.tolist()]


def test_a_review_that_rests_overnight_takes_the_time_on_shift() -> None:
    one = seen([("c1", "a", 17 * HOUR + 1_800, DAY + 8 * HOUR + 600, -1)])

    assert at_usual_pace(one) == [2_400.0]


def test_a_break_at_noon_is_no_time_of_review() -> None:
    noon = OpeningHours(
        8.0 * HOUR, 12.0 * HOUR, WEEKDAYS, frozenset(), (OpenWindow(13.0 * HOUR, 18.0 * HOUR, WEEKDAYS),)
    )

    one = seen([("c1", "a", 11.5 * HOUR, 13.5 * HOUR, -1)], hours=noon)

    assert at_usual_pace(one) == [3_600.0]
    assert (one.begins[0, 0].tolist(), one.ends[0, 0].tolist()) == ([8 * HOUR, 13 * HOUR], [12 * HOUR, 18 * HOUR])


def test_of_several_cases_claimed_at_once_each_takes_the_time_since_the_one_before() -> None:
    one = seen([("c1", "a", 9 * HOUR, 9 * HOUR + 600, -1), ("c2", "a", 9 * HOUR, 9 * HOUR + 900, -1)])

    assert at_usual_pace(one) == [600.0, 300.0]


def test_a_case_read_before_its_claim_took_as_long_as_it_was_in_sight() -> None:
    one = seen([("c1", "a", 9 * HOUR, 9 * HOUR + 5, 480)])

    assert at_usual_pace(one) == [480.0]


def test_a_review_outside_the_hours_takes_the_time_on_the_clock() -> None:
    one = seen([("c1", "a", 20 * HOUR, 20 * HOUR + 700, -1)])

    assert at_usual_pace(one) == [700.0]


def test_who_is_slow_and_when_people_work_is_seen_in_the_claims() -> None:
    rng = np.random.default_rng(4)
    rows = []
    for number in range(600):
        who, takes = ("a", 300.0) if number % 2 else ("b", 600.0)
        begins = 8 * HOUR if who == "a" else 13 * HOUR
        claimed = (number // 30) % 5 * DAY + (number // 150) * 7 * DAY + begins + (number % 30) * 620.0
        rows.append((f"c{number:03}", who, claimed, claimed + takes * float(rng.uniform(0.9, 1.1)), -1.0))

    one = seen(rows)

    assert one.timed == 600
    assert one.enough
    assert one.pace[1] / one.pace[0] == pytest.approx(2.0, rel=0.1)
    assert one.own_hours.tolist() == [True, True]
    assert one.begins[1, 0, 0] == pytest.approx(13 * HOUR, abs=300)
    assert one.ends[0, 0, 0] == pytest.approx(8 * HOUR + 29 * 620, abs=300)


def test_few_timed_reviews_leave_the_assumption_in_force() -> None:
    few = [
        (f"c{one}", "a", 9.0 * HOUR + one * 600, 9.0 * HOUR + one * 600 + 60, -1.0) for one in range(FEWEST_TIMED - 1)
    ]

    assert not seen(few).enough
    assert not seen([]).enough


def test_reviews_of_who_left_count_for_the_cases_and_for_nobody_who_is_there() -> None:
    one = seen([("c1", "gone", 9 * HOUR, 9 * HOUR + 600, -1)])

    assert len(one.pace) == 2
    assert float(one.service[0]) > 0
