"""Events of one kind, counted by node and day (or by so many rows), with the cases that arrived and those open."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from forecasting.columns import DAY, Flags, Floats, Ints, Texts
from forecasting.strays import first_of_history

UNNAMED = "(none)"
"""The node of cases whose attribute is missing: it can be a hot spot like any other."""


@dataclass(frozen=True)
class Occurrences:
    """Cases and events in columns; times in whole seconds on the firm's own wall clock, NEVER where still running.

    Of a log without a clock, times are places of rows, and `rows_a_day` of them are counted as days are elsewhere.
    """

    event_at: Ints
    event_node: Texts
    start_at: Ints
    end_at: Ints
    start_node: Texts
    rows_a_day: int | None = None

    @property
    def day(self) -> int:
        """Return how long a day is: seconds, or rows."""
        return DAY if self.rows_a_day is None else self.rows_a_day

    def before(self, moment: int) -> "Occurrences":
        """Return what was known strictly before a moment; a case that ended later was running then."""
        seen, begun = self.event_at < moment, self.start_at < moment
        ends = self.end_at[begun]
        return replace(
            self,
            event_at=self.event_at[seen],
            event_node=self.event_node[seen],
            start_at=self.start_at[begun],
            end_at=np.where(ends < moment, ends, np.iinfo(np.int64).max),
            start_node=self.start_node[begun],
        )

    def without_strays(self) -> "Occurrences":
        """Return the occurrences since the history began: a single much older row would add days without events.

        No row lies far from the others.
        """
        if self.rows_a_day is not None:
            return self
        moments = np.sort(np.concatenate([self.event_at, self.start_at]))
        first = moments[first_of_history(moments)] if len(moments) else 0
        later, begun = self.event_at >= first, self.start_at >= first
        return replace(
            self,
            event_at=self.event_at[later],
            event_node=self.event_node[later],
            start_at=self.start_at[begun],
            end_at=self.end_at[begun],
            start_node=self.start_node[begun],
        )


def joined(parts: Sequence[Occurrences]) -> Occurrences:
    """Return several logs as one."""
    columns = [field.name for field in fields(Occurrences) if field.name != "rows_a_day"]
    whole = {name: np.concatenate([getattr(part, name) for part in parts]) for name in columns}
    return Occurrences(**whole, rows_a_day=parts[0].rows_a_day)


@dataclass(frozen=True)
class DailyCounts:
    """Counts a day (rows) and node (columns); `open` is at the start of each day, which has one row more.

    `first` is the first day, in days since 1970; 1970-01-05 was a Monday. Where so many rows count as a day, no day is
    like another one by its place in a week (`has_weeks`).
    """

    first: int
    nodes: Sequence[str]
    events: Floats
    arrivals: Floats
    open: Floats
    has_weeks: bool = True

    @property
    def days(self) -> int:
        """Return for how many days the counts are whole."""
        return len(self.events)

    @property
    def weekdays(self) -> Ints:
        """Return each day's weekday, Monday 0, for a year beyond the last one too; without weeks all are alike."""
        if not self.has_weeks:
            return np.zeros(self.days + 366, np.int64)
        return (self.first + np.arange(self.days + 366) + 3) % 7

    def until(self, day: int) -> "DailyCounts":
        """Return what was known at the start of the day in that row: earlier days, and nodes that had occurred."""
        events, arrivals, opened = self.events[:day], self.arrivals[:day], self.open[: day + 1]
        seen: Flags = (events.sum(0) + arrivals.sum(0)) > 0
        names = [name for name, included in zip(self.nodes, seen, strict=True) if included]
        return replace(self, nodes=names, events=events[:, seen], arrivals=arrivals[:, seen], open=opened[:, seen])


def daily_counts(happened: Occurrences, until: int) -> DailyCounts:
    """Count whole days before the day of `until`; nothing that happened at or after it is looked at."""
    day = happened.day
    known = happened.before(until - until % day).without_strays()
    moments = np.concatenate([known.event_at, known.start_at])
    last = until // day
    first = int(moments.min() // day) if len(moments) else last
    nodes = sorted(set(known.event_node.tolist()) | set(known.start_node.tolist()))
    place = {name: position for position, name in enumerate(nodes)}
    shape = (last - first, len(nodes))
    of_event = _places(known.event_node, place)
    of_case = _places(known.start_node, place)
    arrived = known.start_at // day - first
    # A case is open at the start of each day after its first, up to the day in which it ends.
    changes = np.zeros((last - first + 2, len(nodes)))
    np.add.at(changes, (arrived + 1, of_case), 1.0)
    ended = known.end_at <= until
    np.add.at(changes, (known.end_at[ended] // day - first + 1, of_case[ended]), -1.0)
    return DailyCounts(
        first=first,
        nodes=nodes,
        events=_counted(known.event_at // day - first, of_event, shape),
        arrivals=_counted(arrived, of_case, shape),
        open=np.cumsum(changes, axis=0)[: last - first + 1],
        has_weeks=happened.rows_a_day is None,
    )


def _places(names: Texts, place: dict[str, int]) -> Ints:
    return np.fromiter((place[name] for name in names.tolist()), np.int64, len(names))


def _counted(day: Ints, node: Ints, shape: tuple[int, int]) -> Floats:
    counted = np.zeros(shape)
    np.add.at(counted, (day, node), 1.0)
    return counted
