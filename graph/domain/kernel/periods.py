"""Days and weeks that forecasts are about: in UTC, a week from Monday."""

from enum import StrEnum

DAY_MS = 86_400_000
"""A day of UTC."""
_EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday; Monday is 0."""


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
