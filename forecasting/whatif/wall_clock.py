"""Converts the graph's times (epoch ms) to those of a what-if (wall-clock seconds since a Monday) and back."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from forecasting.columns import DAY, Floats
from forecasting.whatif.hours import OpeningHours, OpenWindow
from graph.domain.kernel.business_time import Calendar, public_holidays

# 1970-01-05 was a Monday.
_FIRST_MONDAY_DAYS = 4
# A horizon of a quarter and a history of a year reach no further.
_AROUND_YEARS = 1


def wall_seconds(milliseconds: Sequence[int], zone: str) -> Floats:
    """Return moments as wall-clock seconds of a zone."""
    local = [datetime.fromtimestamp(one / 1000, UTC).astimezone(ZoneInfo(zone)) for one in milliseconds]
    naive = [one.replace(tzinfo=UTC).timestamp() for one in local]
    return np.array(naive, dtype=np.float64) - _FIRST_MONDAY_DAYS * DAY


def epoch_milliseconds(wall: Floats, zone: str) -> list[int]:
    """Return wall-clock moments as epoch milliseconds; of a moment that the clock shows twice, the first."""
    naive = [datetime.fromtimestamp(one + _FIRST_MONDAY_DAYS * DAY, UTC) for one in wall.tolist()]
    return [round(one.replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000) for one in naive]


def opening_hours(calendar: Calendar, year: int) -> OpeningHours:
    """Return a calendar's opening hours, with the public holidays of the year, the one before and the one after."""
    closed = set(calendar.holidays)
    for one in range(year - _AROUND_YEARS, year + _AROUND_YEARS + 1) if calendar.country else ():
        closed |= public_holidays(calendar.country or "", one)
    numbers = frozenset(day.toordinal() - date(1970, 1, 5).toordinal() for day in closed)
    further = tuple(OpenWindow(one.opens * 60.0, one.closes * 60.0, one.days) for one in calendar.further)
    return OpeningHours(calendar.opens * 60.0, calendar.closes * 60.0, calendar.days, numbers, further)
