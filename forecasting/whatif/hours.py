"""Opening hours: which days are open, and time counted only while they are."""

from dataclasses import dataclass

import numpy as np

from forecasting.columns import DAY, HOUR, Flags, Floats, Ints
from graph.errors import InvalidInput

WEEK = 7
"""Days."""


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Seconds after midnight on some weekdays (Monday is 0)."""

    opens: float
    closes: float
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Seconds after midnight, the same on every open weekday (Monday is 0) that is no holiday; `further` are more.

    Holidays are day numbers: whole days since a Monday, as all times of a what-if are seconds since its midnight.
    """

    opens: float
    closes: float
    weekdays: frozenset[int]
    holidays: frozenset[int]
    further: tuple[OpenWindow, ...] = ()

    @property
    def windows(self) -> tuple[OpenWindow, ...]:
        """All opening hours, in order of their beginning."""
        return tuple(
            sorted((OpenWindow(self.opens, self.closes, self.weekdays), *self.further), key=lambda one: one.opens)
        )

    @property
    def open_weekdays(self) -> frozenset[int]:
        """The weekdays with opening hours."""
        return frozenset[int]().union(*(one.weekdays for one in self.windows))

    def is_open(self, days: Ints) -> Flags:
        """Return which days are open."""
        weekday = np.isin(days % WEEK, sorted(self.open_weekdays))
        return weekday & ~np.isin(days, sorted(self.holidays))

    def hours_a_day(self) -> float:
        """Return how long the shortest open day is."""
        lengths = [
            sum(one.closes - one.opens for one in self.windows if day in one.weekdays) for day in self.open_weekdays
        ]
        return min(lengths, default=0.0) / HOUR


@dataclass(frozen=True)
class OpenTime:
    """A clock that runs only during opening hours; it counts seconds since the first opening."""

    begins: Floats
    ends: Floats
    before: Floats

    def passed(self, at: Floats) -> Floats:
        """Return the opening time that has passed by each moment."""
        edges = np.column_stack([self.begins, self.ends]).ravel()
        counted = np.column_stack([self.before[:-1], self.before[1:]]).ravel()
        opened: Floats = np.interp(at, edges, counted)
        return opened

    def between(self, first: Floats, last: Floats) -> Floats:
        """Return the opening time between two moments; inf where the later one never comes."""
        return np.where(np.isfinite(last), self.passed(last) - self.passed(first), np.inf)

    def after(self, at: Floats, duration: Floats) -> Floats:
        """Return the moment at which a duration of opening time has passed since `at`; inf beyond the known days."""
        target = self.passed(at) + duration
        window = np.searchsorted(self.before[1:], target, side="left")
        known = window < len(self.begins)
        inside = np.minimum(window, len(self.begins) - 1)
        return np.where(known, self.begins[inside] + target - self.before[inside], np.inf)


def open_time(hours: OpeningHours, first_day: int, last_day: int) -> OpenTime:
    """Return the clock over days [first, last]; raises InvalidInput where none of them is open."""
    days = np.arange(first_day, last_day + 1, dtype=np.int64)
    usable = days[hours.is_open(days)]
    spans = [
        np.column_stack([midnight + one.opens, midnight + one.closes])
        for one in hours.windows
        if one.opens < one.closes
        for midnight in [usable[np.isin(usable % WEEK, sorted(one.weekdays))].astype(np.float64) * DAY]
    ]
    opened = np.concatenate([*spans, np.empty((0, 2))])
    if not len(opened):
        raise InvalidInput("no opening hours in this period: mend the calendar's weekdays, hours or holidays")
    begins, ends = opened[np.argsort(opened[:, 0], kind="stable")].T
    return OpenTime(begins, ends, np.concatenate([[0.0], np.cumsum(ends - begins)]))


def whole_shifts(hours: OpeningHours, people: int) -> tuple[Floats, Floats]:
    """Return shifts (person x weekday x window) of people who work all opening hours; none lasts no time."""
    begins = np.zeros((people, WEEK, len(hours.windows)))
    ends = begins.copy()
    for place, window in enumerate(hours.windows):
        works = np.isin(np.arange(WEEK), sorted(window.weekdays))
        begins[:, :, place] = window.opens
        ends[:, :, place] = np.where(works, window.closes, window.opens)
    return begins, ends
