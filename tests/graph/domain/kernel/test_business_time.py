"""Business time against a walk over every minute, at the edges that calendars have."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.business_time import ALWAYS, Calendar, WorkShift, after, between, public_holidays

MINUTE = timedelta(minutes=1)
BERLIN = Calendar("Europe/Berlin", 8 * 60, 18 * 60, frozenset(range(5)))
EDGES = {
    "UTC": datetime(2024, 2, 29, tzinfo=UTC),
    "Europe/Berlin": datetime(2026, 3, 29, tzinfo=UTC),
    "America/New_York": datetime(2026, 11, 1, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 4, 5, tzinfo=UTC),
    "America/Sao_Paulo": datetime(2018, 11, 4, tzinfo=UTC),
    "Asia/Beirut": datetime(2025, 3, 30, tzinfo=UTC),
    "Pacific/Apia": datetime(2011, 12, 30, tzinfo=UTC),
    "Asia/Kathmandu": datetime(2026, 12, 31, tzinfo=UTC),
}


def is_open(calendar: Calendar, at: datetime) -> bool:
    wall = at.astimezone(ZoneInfo(calendar.zone))
    minute = wall.hour * 60 + wall.minute
    on_shift = any(wall.weekday() in one.days and one.opens <= minute < one.closes for one in calendar.shifts)
    return on_shift and calendar.works(wall.date())


def walked(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    at = start
    while minutes:
        minutes -= is_open(calendar, at)
        at += MINUTE
    return at


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    zone = draw(st.sampled_from(sorted(EDGES)))
    opens = draw(st.integers(0, 1439))
    closes = draw(st.integers(opens + 1, 1440))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    near = [(EDGES[zone] + timedelta(days=shift)).date() for shift in range(-2, 4)]
    free = draw(st.frozensets(st.sampled_from(near), max_size=3))
    begins = draw(st.integers(0, 1439))
    further = [WorkShift(begins, draw(st.integers(begins + 1, 1440)), draw(st.frozensets(st.integers(0, 6))))]
    return Calendar(zone, opens, closes, days, free, further=tuple(draw(st.sampled_from([[], further]))))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Calendar, datetime, int]:
    calendar = draw(calendars())
    start = EDGES[calendar.zone] + draw(st.integers(-3 * 1440, 2 * 1440)) * MINUTE
    # No longer than a walk of a few weeks: a calendar of one minute a week cannot be asked for hours.
    most = min(600, 2 * (calendar.closes - calendar.opens))
    return calendar, start, draw(st.integers(1, most))


@given(questions())
def test_the_moment_after_business_time_is_where_a_walk_over_every_minute_ends(
    given: tuple[Calendar, datetime, int],
) -> None:
    calendar, start, minutes = given

    assert after(calendar, start, minutes * MINUTE) == walked(calendar, start, minutes)


@given(questions())
def test_what_lies_between_is_what_was_added_and_less_a_moment_earlier(given: tuple[Calendar, datetime, int]) -> None:
    calendar, start, minutes = given

    end = after(calendar, start, minutes * MINUTE)

    assert between(calendar, start, end) == minutes * MINUTE
    assert between(calendar, start, end - timedelta(seconds=1)) < minutes * MINUTE


@given(questions(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_time_between_adds_up_over_any_moment(given: tuple[Calendar, datetime, int], first: int, second: int) -> None:
    calendar, start, _ = given
    middle, end = start + first * MINUTE, start + (first + second) * MINUTE

    assert between(calendar, start, middle) + between(calendar, middle, end) == between(calendar, start, end)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-25T10:00+01:00", 4, "2026-11-25T14:00+01:00"),
        ("2026-11-25T16:00+01:00", 2, "2026-11-25T18:00+01:00"),
        ("2026-11-25T16:00+01:00", 4, "2026-11-26T10:00+01:00"),
        ("2026-11-27T17:30+01:00", 1, "2026-11-30T08:30+01:00"),
        ("2026-11-28T03:00+01:00", 4, "2026-11-30T12:00+01:00"),
        ("2026-03-27T17:00+01:00", 2, "2026-03-30T09:00+02:00"),
        ("2024-02-28T17:00+01:00", 11, "2024-02-29T18:00+01:00"),
        ("2026-11-25T07:59:30+01:00", 4, "2026-11-25T12:00+01:00"),
        ("2026-11-25T10:00:30+01:00", 4, "2026-11-25T14:00:30+01:00"),
    ],
)
def test_working_hours_of_an_office(start: str, hours: int, due: str) -> None:
    assert after(BERLIN, datetime.fromisoformat(start), timedelta(hours=hours)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-25T11:30+01:00", 1, "2026-11-25T14:30+01:00"),
        ("2026-11-27T17:30+01:00", 2, "2026-11-28T10:30+01:00"),
        ("2026-11-28T11:00+01:00", 2, "2026-11-30T09:00+01:00"),
        ("2026-11-27T23:00+01:00", 1, "2026-11-28T10:00+01:00"),
    ],
)
def test_several_shifts_count_one_after_the_other(start: str, hours: int, due: str) -> None:
    week = frozenset(range(5))
    shifts = Calendar(
        "Europe/Berlin", 480, 720, week, further=(WorkShift(840, 1080, week), WorkShift(540, 720, frozenset({5})))
    )

    assert after(shifts, datetime.fromisoformat(start), timedelta(hours=hours)) == datetime.fromisoformat(due)


def test_a_night_is_two_shifts_that_meet_at_midnight() -> None:
    night = Calendar("UTC", 1320, 1440, frozenset({0}), further=(WorkShift(0, 360, frozenset({1})),))
    monday = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)

    assert after(night, monday, timedelta(hours=4)) == datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    assert between(night, monday, monday + timedelta(days=7)) == timedelta(hours=8)


def test_a_country_s_holidays_are_no_working_days() -> None:
    bavaria = Calendar("Europe/Berlin", 480, 1080, frozenset(range(5)), country="DE-BY")
    eve = datetime(2026, 12, 24, 17, 0, tzinfo=ZoneInfo("Europe/Berlin"))

    assert after(bavaria, eve, timedelta(hours=2)) == datetime(2026, 12, 28, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert date(2027, 1, 6) in public_holidays("DE-BY", 2027)
    assert date(2027, 1, 6) not in public_holidays("DE-HH", 2027)


def test_without_a_calendar_every_minute_counts() -> None:
    start = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)

    assert after(ALWAYS, start, timedelta(hours=48)) == start + timedelta(hours=48)
    assert after(ALWAYS, start, timedelta()) == start


def test_a_calendar_that_never_opens_is_told_instead_of_searched_for_ever() -> None:
    closed = Calendar("UTC", 0, 1440, frozenset())

    with pytest.raises(OverflowError, match="thirty years"):
        after(closed, datetime(2026, 1, 1, tzinfo=UTC), MINUTE)
