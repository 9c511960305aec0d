"""What a log holds: events in file order, gathered by key into traces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingestion.sources.cells import Cell
from ingestion.sources.table import BadRow


@dataclass(frozen=True, slots=True)
class Event:
    """One sound row: its line in the file, its time (UTC), its actor, and its cells in the pack's order."""

    line: int
    at: datetime
    actor: str | None
    human: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All events of one key, in file order, and the lines of its rows that were set aside."""

    key: str
    events: Sequence[Event]
    set_aside: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class EventLog:
    """A file as traces: its SHA-256, row count, where each column's cell stands, and what was set aside."""

    name: str
    sha256: str
    rows: int
    columns: Mapping[str, int]
    traces: Sequence[Trace]
    quarantined: Sequence[BadRow]

    def events(self) -> Iterator[tuple[Trace, Event]]:
        """Yield every event with its trace, traces in the order of their first row."""
        for trace in self.traces:
            for event in trace.events:
                yield trace, event
