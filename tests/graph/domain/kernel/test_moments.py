"""Times: exact to the millisecond, with an offset, and total when they are read back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.kernel.moments import (
    NOT_A_TIME,
    check_moment,
    earlier,
    is_faulty,
    milliseconds,
    moment,
    read_moment,
    shown,
)
from graph.domain.kernel.problems import Problem

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=OFFSETS))
def test_a_time_that_is_taken_comes_back_to_the_millisecond_and_never_later(at: datetime) -> None:
    if check_moment(at, "at") is None:
        back = moment(milliseconds(at))

        assert timedelta() <= at - back < timedelta(milliseconds=1)
        assert not is_faulty(back)


@given(st.integers(-(2**63), 2**63 - 1) | st.none() | st.text() | st.floats() | st.booleans())
def test_whatever_is_stored_can_be_shown(stored: object) -> None:
    assert shown(moment(stored)) == NOT_A_TIME or milliseconds(moment(stored)) == stored


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_what_is_read_keeps_the_order_of_what_is_stored(one: int, other: int) -> None:
    first, second = sorted((one, other))

    assert moment(first) <= moment(second)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-11-27T10:00:00", "at has no time zone: send it with an offset, such as Z."),
        ("2026-11-27", "at has no time zone: send it with an offset, such as Z."),
        ("0001-01-01T00:00:00+14:00", "at 0001-01-01T00:00:00+14:00 lies outside the years 1 to 9999 in UTC"),
        ("9999-12-31T23:59:59-14:00", "at 9999-12-31T23:59:59-14:00 lies outside the years 1 to 9999 in UTC"),
        ("2026-02-30T00:00:00Z", "at takes an ISO time such as 2026-01-31T09:00:00Z, not '2026-02-30T00:00:00Z'."),
    ],
)
def test_a_time_that_is_refused_is_named_with_its_remedy(text: str, message: str) -> None:
    refused = read_moment(text, "at")

    assert isinstance(refused, Problem)
    assert refused.message.startswith(message)
    assert refused.details == {"where": "at"}


def test_one_moment_written_three_ways_is_one_moment() -> None:
    texts = ("2026-03-29T01:30:00.123999Z", "2026-03-29T03:30:00.123+02:00", "20260328T203000.123-0500")
    read = {milliseconds(at) for at in (read_moment(text, "at") for text in texts) if isinstance(at, datetime)}

    assert read == {1_774_747_800_123}


def test_before_the_calendar_begins_there_is_nothing_earlier() -> None:
    assert earlier(datetime(1, 1, 5, tzinfo=UTC), timedelta(days=30)) == datetime(1, 1, 1, tzinfo=UTC)
