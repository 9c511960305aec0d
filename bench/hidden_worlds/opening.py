"""Opening time: how much of it has passed at a moment, and when so much of it will have passed."""

import numpy as np

from bench.hidden_interface import FirmCalendar
from forecasting.columns import DAY, HOUR, Flags, Floats, Ints

# A history of 17 weeks, a horizon of a month and the days to drain the queue are fewer than 300.
DAYS_KNOWN = 600


class Opening:
    """A clock that runs only while the firm is open; seconds on both sides."""

    def __init__(self, calendar: FirmCalendar) -> None:
        days = np.arange(DAYS_KNOWN)
        self.is_open: Flags = np.isin(days % 7, calendar.weekdays) & ~np.isin(days, calendar.holidays)
        self._opens = calendar.opens
        self._length = calendar.closes - calendar.opens
        self._open_days = days[self.is_open]
        self._before = np.concatenate(([0], np.cumsum(self.is_open)))

    def elapsed(self, moments: Floats) -> Floats:
        """Return the opening seconds from moment 0 to each moment."""
        days: Ints = (moments // DAY).astype(np.int64)
        today = np.clip(moments - days * DAY - self._opens, 0, self._length)
        passed: Floats = self._before[days] * self._length + np.where(self.is_open[days], today, 0)
        return passed

    def due(self, arrived: Floats, hours: Floats) -> Floats:
        """Return when so many hours of opening time will have passed since each arrival."""
        target = self.elapsed(arrived) + hours * HOUR
        whole: Ints = np.ceil(target / self._length).astype(np.int64) - 1
        mornings: Floats = self._open_days[whole].astype(np.float64) * DAY + self._opens
        return mornings + (target - whole * self._length)

    def hours_between(self, earlier: Floats, later: Floats) -> Floats:
        """Return the opening hours from one moment to another."""
        return (self.elapsed(later) - self.elapsed(earlier)) / HOUR
