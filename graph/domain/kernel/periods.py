"""What forecasts are about: days and weeks in UTC, a week from Monday; of a log without a clock, so many rows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

DAY_MS = 86_400_000
"""A day of UTC."""
_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""
_ROWS = "ROWS "


class Period(StrEnum):
    """How long a forecast period is."""

    DAY = "DAY"
    WEEK = "WEEK"

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return 1 if self is Period.DAY else 7

    def start(self, moment: int) -> int:
        """Return when the period of a moment begins (ms)."""
        day = moment // DAY_MS
        first = day if self is Period.DAY else day - (day + _EPOCH_WEEKDAY) % 7
        return first * DAY_MS

    def later(self, start: int, periods: int) -> int:
        """Return when the period that comes so many later begins; fewer than none is earlier."""
        return start + periods * self.days * DAY_MS


@dataclass(frozen=True, slots=True)
class RowPeriod:
    """So many rows of a log without a clock, counted from row 0: its moments are places in that log."""

    rows: int

    @property
    def value(self) -> str:
        """Return it as a pack declares it and as it is stored, such as `ROWS 500`."""
        return f"{_ROWS}{self.rows}"

    def start(self, row: int) -> int:
        """Return the row with which the period of a row begins."""
        return row // self.rows * self.rows

    def later(self, start: int, periods: int) -> int:
        """Return the row with which the period that comes so many later begins; fewer than none is earlier."""
        return start + periods * self.rows


AnyPeriod: TypeAlias = Period | RowPeriod


def period_of(text: str) -> AnyPeriod:
    """Read a stored period; raises ValueError for what is none."""
    return RowPeriod(int(text.removeprefix(_ROWS))) if text.startswith(_ROWS) else Period(text)
