"""What a log holds: events in order of time, gathered by key into traces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingestion.sources.cells import Cell
from ingestion.sources.profile import Profile
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
    """All events of one key by time, equal times in file order, and the lines of its rows that were set aside.

    `sorted_by_time` tells that the file had them in another order, so that lines say nothing about what came first.
    """

    key: str
    events: Sequence[Event]
    set_aside: Sequence[int] = ()
    sorted_by_time: bool = False


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row that is in the file twice, whole: its line and that of the first."""

    line: int
    first: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rows lay in the file: those that came too early for their key, and those that were there before.

    `repeated_named` lists the first of the repeated ones, `repeated_kept` tells that the pack has them count as events.
    """

    out_of_order: int = 0
    repeated: int = 0
    repeated_named: Sequence[RepeatedRow] = ()
    repeated_kept: bool = False


@dataclass(frozen=True, slots=True)
class EventLog:
    """A file as traces: its SHA-256, row count, where each column's cell stands, and what was set aside.

    `refused_at_most` is the share of its rows that may be set aside where it is loaded.
    """

    name: str
    sha256: str
    rows: int
    columns: Mapping[str, int]
    traces: Sequence[Trace]
    quarantined: Sequence[BadRow]
    arrangement: Arrangement = Arrangement()
    profile: Profile | None = None
    refused_at_most: float = 1.0

    def events(self) -> Iterator[tuple[Trace, Event]]:
        """Yield every event with its trace, traces in the order of their first row."""
        for trace in self.traces:
            for event in trace.events:
                yield trace, event
