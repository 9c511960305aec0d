"""Puts the rows of a key in order of time and tells one event from one row that is there twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from ingestion.log.events import Arrangement, LogEvent, RepeatedRow, Trace
from ingestion.pack.model import Pack
from ingestion.sources.table import Repeated

# Enough to find out what happened to a file; all of them are counted.
MOST_NAMED = 1_000


class Arranger:
    """Counts what it drops and what it moves while the rows of a file pass by."""

    def __init__(self, pack: Pack, places: Mapping[str, int]) -> None:
        """Take the pack's rule for repeated rows and, where it has one, its column of order."""
        self._keep = pack.table.repeated_rows == "keep"
        self._order = None if pack.clock.order is None else places.get(pack.clock.order)
        self._repeated = 0
        self._named: list[RepeatedRow] = []
        self._out_of_order = 0

    def counts(self, row: Repeated) -> bool:
        """Note a repeated row and tell whether it counts as an event of its own."""
        self._repeated += 1
        if len(self._named) < MOST_NAMED:
            self._named.append(RepeatedRow(row.record.line, row.first, header=row.header))
        return self._keep and not row.header

    def trace(self, key: str, events: Sequence[LogEvent], set_aside: Sequence[int]) -> Trace:
        """Return the events of a key by time; equal times by the column of order, or else as the file has them."""
        self._out_of_order += _too_early(events)
        placed = sorted(events, key=self._place)
        moved = any(after.line < before.line for before, after in pairwise(placed))
        return Trace(key, placed, set_aside, moved)

    @property
    def arrangement(self) -> Arrangement:
        """What was found so far."""
        return Arrangement(self._out_of_order, self._repeated, self._named, self._keep)

    def _place(self, event: LogEvent) -> tuple[datetime, float, int]:
        order = None if self._order is None else event.cells[self._order]
        return event.at, order if isinstance(order, float) else 0.0, event.line


def _too_early(events: Sequence[LogEvent]) -> int:
    """Count the events that stand after one that happened later."""
    count, latest = 0, events[0].at
    for event in events:
        count += event.at < latest
        latest = max(latest, event.at)
    return count
