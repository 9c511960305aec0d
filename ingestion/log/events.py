"""What a log holds: events in order of time, gathered by key into traces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ingestion.sources.cells import Cell
from ingestion.sources.profile import Profile
from ingestion.sources.table import BadRow


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One sound row: its line in the file, its time (UTC), its actor, and its cells in the pack's order.

    `timed` is false where its own time is missing, and `at` is when it was known at the latest.
    """

    line: int
    at: datetime
    actor: str | None
    human: bool
    cells: Sequence[Cell]
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Trace:
    """All events of one key by time, equal times in file order, and the lines of its rows that were set aside.

    `sorted_by_time` is true where the file had them in another order; then line numbers do not show what came first.
    """

    key: str
    events: Sequence[LogEvent]
    set_aside: Sequence[int] = ()
    sorted_by_time: bool = False


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row that is in the file twice, whole: its line and that of the first; `header` where that is the header."""

    line: int
    first: int
    header: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rows of a file are ordered: how many come after a later row of their key, how many repeat another row.

    `repeated_named` lists the first of the repeated ones; `repeats_are_events` is true where the pack counts them as
    events.
    """

    out_of_order: int = 0
    repeated: int = 0
    repeated_named: Sequence[RepeatedRow] = ()
    repeats_are_events: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many sound rows of a file are no events: out of the pack's scope, or dated before they were entered."""

    out_of_scope: int = 0
    backdated: int = 0


NOTHING_LEFT_OUT = LeftOut()


@dataclass(frozen=True, slots=True)
class EventLog:
    """A file as traces: its SHA-256, row count, where each column's cell stands, and what was set aside.

    `refused_at_most` is the share of its rows that may be set aside where it is loaded. `file_sha256` is the digest of
    the file alone, where `sha256` also covers rows that were mended.
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
    file_sha256: str = ""
    left_out: LeftOut = NOTHING_LEFT_OUT

    @property
    def has_mended_rows(self) -> bool:
        """Tell whether it is an earlier file, read again with rows that were mended since."""
        return self.sha256 != (self.file_sha256 or self.sha256)

    def events(self) -> Iterator[tuple[Trace, LogEvent]]:
        """Yield every event with its trace, traces in the order of their first row."""
        for trace in self.traces:
            for event in trace.events:
                yield trace, event
