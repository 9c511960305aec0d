"""Reads a file of a pack's shape into an event log; refuses a column that knows the future."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graph.clock import SystemClock
from graph.domain.intake.plausible import CLOCK_TOLERANCE
from graph.domain.kernel.moments import shown
from graph.domain.kernel.row_moments import LAST_ROW, row_moment
from graph.errors import InvalidInput
from graph.files import file_digest
from ingestion.log.arranging import Arranger
from ingestion.log.conditions import machine_names
from ingestion.log.deriving import Deriver
from ingestion.log.events import EventLog, LogEvent, Trace
from ingestion.log.mended import NOTHING_MENDED, MendedCells, mended_digest
from ingestion.log.report import TooManyRefused, report_of
from ingestion.log.scope import Scope
from ingestion.pack.columns import Availability, CellType, Column
from ingestion.pack.model import Pack
from ingestion.sources.cells import Cell, CellReader
from ingestion.sources.decimals import DecimalSign
from ingestion.sources.profile import Profile, profile_of
from ingestion.sources.raw import Fault, Undecided
from ingestion.sources.table import BadRow, Repeated, Row, SoundRow, read_table

PROGRESS_EVERY_ROWS = 2_000
"""Often enough for a bar that moves, rarely enough to cost nothing."""
_NO_PLACE = f"the row has no place in the order: a whole number from 0 to {LAST_ROW:,} is needed"
_FAULTS = frozenset({Fault, Undecided})
FUTURE_SHARE = 0.2
"""Chosen far above what slips of single rows reach, and far below what a column that knows the future shows."""


def read_log(
    pack: Pack,
    file: Path,
    on_rows: Callable[[int], None] = lambda _rows: None,
    mended: MendedCells = NOTHING_MENDED,
) -> EventLog:
    """Read every row, telling `on_rows` the count; InvalidInput when the file is not of this pack.

    A row of a time that is still to come is set aside: nothing has happened yet. Cells of `mended` rows, by line, stand
    instead of the file's.
    """
    columns = _key_first(pack)
    profile = profile_of(file, pack.table, columns)
    rows = _RowReader(pack, columns, profile, file.name)
    count = 0
    for row in read_table(file, [column.name for column in columns], profile.layout, rows.reads):
        count += 1
        rows.take(row, count, mended.get(_line(row)))
        if count % PROGRESS_EVERY_ROWS == 0:
            on_rows(count)
    on_rows(count)
    rows.refuse_future(file)
    traces = rows.finished()
    sha256 = file_digest(file)
    log = EventLog(
        file.name,
        mended_digest(sha256, mended),
        count,
        rows.all_places,
        traces,
        sorted(rows.quarantined, key=lambda r: r.line),
        rows.arranger.arrangement,
        profile,
        pack.table.refused_at_most,
        file_sha256=sha256,
        left_out=rows.scope.left_out,
    )
    if not log.traces:
        raise TooManyRefused(report_of(log), _unusable(log))
    return log


def _unusable(log: EventLog) -> str:
    """Say in a sentence why a file leaves nothing to read, and how to mend it."""
    if not log.rows:
        return f"{log.name} has a header line and no row below it; export the table again."
    report = report_of(log)
    first = "".join(f" The first is {report.place} {row.line}: {row.reason}." for row in report.refused[:1])
    left_out = log.left_out.out_of_scope + log.left_out.backdated
    counts = f"{len(log.quarantined):,} were refused, {left_out:,} are out of the pack's scope"
    return f"{log.name} holds no usable row: {counts}.{first} Mend the file or the pack's formats and `only`."


def _moment_in_order(order: Cell) -> Cell:
    """Return what stands for the place of a row without a time; None where the cell is no such place."""
    if isinstance(order, float) and order.is_integer() and 0 <= order <= LAST_ROW:
        return row_moment(int(order))
    return None


def _line(row: Row) -> int:
    return row.record.line if isinstance(row, Repeated) else row.line


def _sound(read: tuple[Cell | Fault, ...]) -> tuple[Cell, ...] | None:
    """Return the cells of a row; None where one of them cannot be used."""
    return read if _FAULTS.isdisjoint(map(type, read)) else None  # type: ignore[return-value]  # it holds no fault


def _key_first(pack: Pack) -> Sequence[Column]:
    return sorted(pack.columns, key=lambda column: column.id != pack.cases.key)


class _RowReader:
    """Gathers records into traces and sets aside what cannot be used."""

    def __init__(self, pack: Pack, columns: Sequence[Column], profile: Profile, file: str) -> None:
        self._file = file
        self._place = profile.kind.place
        self._columns = columns
        decimal = profile.decimal or DecimalSign.POINT
        self.places: Mapping[str, int] = {column.id: place for place, column in enumerate(columns)}
        self._deriver = Deriver(pack, self.places)
        self.traces: dict[str, list[LogEvent]] = {}
        self.quarantined: list[BadRow] = []
        self.arranger = Arranger(pack, self.places)
        identifying = {pack.cases.key, pack.cases.requested_by, *(entity.column for entity in pack.entities)}
        self._readers = [
            CellReader(column, pack.table, decimal, identifies=column.id in identifying) for column in columns
        ]
        self.reads = [reader.read for reader in self._readers]
        self._latest = SystemClock().now() + CLOCK_TOLERANCE
        self._is_machine = machine_names(pack.decisions.machines)
        self._has_times = pack.clock.has_times
        self._has_keys, self._counts_order = pack.has_keys, pack.counts_rows(pack.clock.order)
        self._time = self.places.get(pack.clock.time if self._has_times else pack.clock.order or "", 0)
        self._otherwise = None if pack.clock.otherwise is None else self.places[pack.clock.otherwise]
        self._actor = None if pack.decisions.by is None else self.places[pack.decisions.by]
        self.scope = Scope(pack, self.places)
        self._set_aside: dict[str, list[int]] = {}
        self._early_times = [
            (column.id, self.places[column.id])
            for column in columns
            if self._has_times
            and column.type is CellType.TIME
            and column.available is not Availability.AFTERWARDS
            and column.id != pack.clock.time
            and not column.planned
        ]

    def take(self, row: Row, number: int, mended: Mapping[str, str] | None = None) -> None:
        """Take the row of a `number`, counted from 1; `mended` are cells of it that stand instead of the file's."""
        if mended is not None:
            row = self._as_mended(row, mended)
        if isinstance(row, Repeated):
            if not self.arranger.counts(row):
                return
            row = row.record
        event = self._event(row, number) if isinstance(row, SoundRow) else row
        if event is None:
            return
        if isinstance(event, BadRow):
            event = event if self._has_keys else replace(event, key=str(number))
            self.quarantined.append(event)
            if event.key:
                self._set_aside.setdefault(event.key, []).append(event.line)
            return
        key = str(event.cells[0]) if self._has_keys else str(number)
        self.traces.setdefault(key, []).append(event)

    def _as_mended(self, row: Row, mended: Mapping[str, str]) -> SoundRow:
        """Return a row with its mended cells; of one that is none of the table the other cells are empty."""
        cells = row.record.cells if isinstance(row, Repeated) else row.cells
        held = cells or ("",) * len(self._columns)
        named = zip(self._columns, held, strict=True)
        return SoundRow(_line(row), tuple([mended.get(column.id, cell) for column, cell in named]))

    def finished(self) -> list[Trace]:
        return [self._trace(key, events) for key, events in self.traces.items()]

    @property
    def all_places(self) -> Mapping[str, int]:
        """Where the cells of the file's columns and of the derived ones stand."""
        return self._deriver.places

    def refuse_future(self, file: Path) -> None:
        """Refuse a time column, declared as known in time, that often lies after its own row."""
        for name, place in self._early_times:
            known = future = 0
            for events in self.traces.values():
                for event in events:
                    value = event.cells[place]
                    known += value is not None
                    future += isinstance(value, datetime) and value > event.at
            if known and future / known > FUTURE_SHARE:
                raise InvalidInput(
                    f"{file.name}: `{name}` lies after its own row in {future:,} of {known:,} rows: "
                    "it is only known afterwards; declare it `available: AFTERWARDS` in pack.yaml, "
                    "or `planned: true` if it is a time set beforehand, such as a due date."
                )

    def _trace(self, key: str, events: Sequence[LogEvent]) -> Trace:
        trace = self.arranger.trace(key, events, self._set_aside.get(key, ()))
        return replace(trace, events=self._deriver.derived(trace.events))

    def _event(self, record: SoundRow, number: int) -> LogEvent | BadRow | None:
        """Return the event of a row, what is wrong with it, or None where it is left out."""
        read = record.values
        if read is None:
            read = tuple([reader.read(raw) for reader, raw in zip(self._readers, record.cells, strict=True)])
        if self.scope.leaves_out(record.line, read):
            return None
        cells = _sound(read)
        if cells is None:
            return self._faulty(record, read)
        if self._has_keys and cells[0] is None:
            return replace(self._refused(record, "the row has no case key", self._columns[0].id), key=None)
        event = self._placed(record.line, cells, number)
        if event is None:
            reason = "the row has no event time" if self._has_times else _NO_PLACE
            return self._refused(record, reason, self._columns[self._time].id)
        if self._has_times and event.at > self._latest:
            reason = f"the event time '{shown(event.at)}' is still to come"
            return self._refused(record, reason, self._columns[self._time].id)
        return event

    def _faulty(self, record: SoundRow, read: Sequence[Cell | Fault]) -> BadRow:
        """Return a row with the first of its faults; InvalidInput for one that the whole file waits for."""
        column, fault = next(pair for pair in zip(self._columns, read, strict=True) if isinstance(pair[1], Fault))
        assert isinstance(fault, Fault)  # noqa: S101  # for the types: it was picked so
        if isinstance(fault, Undecided):
            raise InvalidInput(f"{self._file}, {self._place} {record.line}: {fault.reason}.")
        return self._refused(record, fault.reason, column.id)

    def _placed(self, line: int, cells: tuple[Cell, ...], number: int) -> LogEvent | None:
        """Return the event of a row's cells; None where nothing tells when it was."""
        at, actor = cells[self._time], None if self._actor is None else cells[self._actor]
        if not self._has_times:
            at = _moment_in_order(float(number) if self._counts_order else at)
        timed = isinstance(at, datetime)
        if not timed and self._otherwise is not None:
            at = cells[self._otherwise]
        if not isinstance(at, datetime):
            return None
        name = None if actor is None else str(actor)
        return LogEvent(line, at, name, name is not None and not self._is_machine(name), cells, timed=timed)

    def _refused(self, record: SoundRow, reason: str, column: str) -> BadRow:
        return BadRow(record.line, reason, self._key(record), column, record.cells)

    def _key(self, record: SoundRow) -> str | None:
        key = self._readers[0].read(record.cells[0])
        return None if key is None or isinstance(key, Fault) else str(key)
