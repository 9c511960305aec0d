"""Business time: how much of it lies between two moments, and which moment comes after so much of it.

A moment is business time when the wall clock of the calendar's zone shows a time within the opening hours, on a
working day that is no holiday. What is counted is real time: an hour that the clock skips or shows twice is worth
what it lasts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

WEEK = frozenset(range(7))
MINUTES_OF_DAY = 1440
"""A day without a change of clocks."""
_DAY, _MIDNIGHT = timedelta(days=1), datetime.min.time()
_FARTHEST = timedelta(days=366 * 30)


@dataclass(frozen=True, slots=True)
class WorkShift:
    """Opening hours in minutes after midnight on some weekdays (0 is Monday)."""

    opens: int
    closes: int
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours in minutes after midnight, weekdays (0 is Monday), free days, and a country's holidays.

    `country` is an ISO 3166 code with or without its subdivision, such as DE or DE-BY. `further` are more opening
    hours, on the same days or on others.
    """

    zone: str = "UTC"
    opens: int = 0
    closes: int = MINUTES_OF_DAY
    days: frozenset[int] = WEEK
    holidays: frozenset[date] = field(default=frozenset())
    country: str | None = None
    further: tuple[WorkShift, ...] = ()

    def works(self, day: date) -> bool:
        """Tell whether there are opening hours on a day."""
        return bool(self.hours_on(day))

    @property
    def shifts(self) -> tuple[WorkShift, ...]:
        """All opening hours."""
        return (WorkShift(self.opens, self.closes, self.days), *self.further)

    def hours_on(self, day: date) -> list[tuple[int, int]]:
        """Return the opening hours of a day in order, as minutes after midnight; those that meet are one."""
        weekday = day.weekday()
        named = sorted((one.opens, one.closes) for one in self.shifts if weekday in one.days)
        if not named or day in self.holidays or self._public_holiday(day):
            return []
        joined = named[:1]
        for opens, closes in named[1:]:
            if opens <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], closes)
            else:
                joined.append((opens, closes))
        return joined

    def _public_holiday(self, day: date) -> bool:
        return self.country is not None and day in public_holidays(self.country, day.year)


ALWAYS = Calendar()
"""The calendar of a queue that names none: every minute counts."""


def after(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """Return the first moment (aware, UTC) by which `amount` of business time has passed since `start`.

    Raises OverflowError where the calendar does not hold so much within thirty years.
    """
    left = amount
    begin = start.astimezone(UTC)
    for opened, closed in _open_spans(calendar, begin, begin + _FARTHEST):
        if left <= closed - opened:
            return opened + left if left else begin
        left -= closed - opened
    message = f"{amount} of business time take more than thirty years"
    raise OverflowError(message)


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Return the business time from `start` to `end`; nothing where the end is not later."""
    spans = _open_spans(calendar, start.astimezone(UTC), end.astimezone(UTC))
    return sum((closed - opened for opened, closed in spans), timedelta())


def has_holidays(country: str) -> bool:
    """Tell whether the `holidays` library knows a country, or its subdivision."""
    from holidays import list_supported_countries  # noqa: PLC0415 - as below

    land, _, part = country.partition("-")
    known = list_supported_countries()
    return land in known and (not part or part in known[land])


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of a year in a country that `has_holidays`."""
    # Loaded only where a calendar names a country.
    from holidays import country_holidays  # noqa: PLC0415

    land, _, part = country.partition("-")
    return frozenset(country_holidays(land, subdiv=part or None, years=year).keys())


def _open_spans(calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the open spans between two moments, in order; all in UTC."""
    for begin, until, offset in _even_spans(ZoneInfo(calendar.zone), start, end):
        yield from _within(calendar, begin, until, offset)


def _within(
    calendar: Calendar, begin: datetime, until: datetime, offset: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the open spans of a time in which the wall clock is `offset` ahead of UTC."""
    day = (begin + offset).date()
    while (midnight := datetime.combine(day, _MIDNIGHT, UTC) - offset) < until:
        for opens, closes in calendar.hours_on(day):
            opened = max(begin, midnight + timedelta(minutes=opens))
            closed = min(until, midnight + timedelta(minutes=closes))
            if opened < closed:
                yield opened, closed
        day += _DAY


def _even_spans(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut a time where the zone's clock is put forward or back; no zone does both within a day."""
    begin = start
    while begin < end:
        until = min(begin + _DAY, end)
        offset = _offset(zone, begin)
        if _offset(zone, until) != offset:
            until = _change(zone, begin, until)
        yield begin, until, offset
        begin = until


def _change(zone: ZoneInfo, before: datetime, after_: datetime) -> datetime:
    """Return the first second at which the clock runs as at `after_`; `before` it ran otherwise."""
    offset, low, high = _offset(zone, after_), 0, int((after_ - before).total_seconds()) + 1
    base = before.replace(microsecond=0)
    while low + 1 < high:
        middle = (low + high) // 2
        if _offset(zone, base + timedelta(seconds=middle)) == offset:
            high = middle
        else:
            low = middle
    return base + timedelta(seconds=high)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
