"""A table as records: the file's order is kept, broken rows are set aside, repeated ones pointed out."""

import csv
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias, TypeVar

from graph.errors import InvalidInput
from ingestion.sources.cells import Cell
from ingestion.sources.columnar import open_parquet
from ingestion.sources.encoding import find_encoding
from ingestion.sources.json_lines import open_json_lines
from ingestion.sources.kinds import FileKind, kind_of
from ingestion.sources.opening import open_text
from ingestion.sources.physical import (
    MAX_LINE_CHARACTERS,
    TOO_LONG,
    Lines,
    LogicalRow,
    cells_of,
    logical_rows,
    swallowed,
)
from ingestion.sources.raw import Fault, Raw, TypedRow, TypedTable, as_text
from ingestion.sources.workbook import open_workbook, sheet_of

MAX_COLUMNS = 2_000
"""Four times what a pack can declare: a header with more is none."""
MAX_NAMED = 8
"""As many names as a message stays readable with."""
HEADER_LINE = 1
"""Lines count from 1."""
_MARK = "\N{BYTE ORDER MARK}"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SoundRow:
    """One row: its line in the file (a header is line 1) and the cells of the wanted columns.

    `values` are these cells as the columns' readers read them; None where that is still to be done.
    """

    line: int
    cells: tuple[Raw, ...]
    values: tuple[Cell | Fault, ...] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was set aside: where it stands, why, and its key where one could be read.

    `column` is the one whose cell cannot be used, `cells` are those of the wanted columns; a row that is none of the
    table has its text in `raw` instead.
    """

    line: int
    reason: str
    key: str | None = None
    column: str | None = field(default=None, compare=False)
    cells: tuple[Raw, ...] = field(default=(), compare=False)
    raw: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that reads as an earlier one in every column of the file: its record, and the line of the earlier one.

    `header` says that it repeats the header, line 1, and is never a record of its own.
    """

    record: SoundRow
    first: int
    header: bool = field(default=False, compare=False)


Row: TypeAlias = SoundRow | BadRow | Repeated
ReadsCell: TypeAlias = Callable[[Raw], Cell | Fault]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written: for texts the encoding (a Python codec) and what separates the columns.

    `sheet` names that of a workbook, `names` are those of JSON lines where they were looked through before.
    """

    encoding: str
    delimiter: str = ","
    kind: FileKind = FileKind.DELIMITED
    sheet: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the header fixes: where the wanted columns stand, and how many cells and which delimiter a row has."""

    picks: tuple[int, ...]
    width: int
    delimiter: str


def read_table(
    path: Path, wanted: Sequence[str], layout: Layout | None = None, reads: Sequence[ReadsCell] | None = ()
) -> Iterator[Row]:
    """Yield every row, `wanted[0]` being the key; InvalidInput names the columns that the header lacks.

    Without a layout the columns are taken to be separated by commas, and the encoding is found. `reads` are the
    readers of the wanted columns: two rows are equal where they read the same; with None repeated rows are not looked
    for. A quote that is never closed is InvalidInput with the line in which it opens.
    """
    layout = layout or layout_of(path, wanted)
    if layout.kind is FileKind.DELIMITED:
        yield from _delimited_rows(path, wanted, layout, reads)
        return
    with open_typed(path, wanted, layout) as table:
        yield from _typed_rows(path, wanted, table, reads)


def layout_of(path: Path, wanted: Sequence[str], encoding: str | None = None) -> Layout:
    """Return how a file is written, columns of a text being separated by commas; `encoding` is a declared one."""
    kind = kind_of(path)
    match kind:
        case FileKind.PARQUET:
            return Layout("", kind=kind)
        case FileKind.WORKBOOK:
            return Layout("", kind=kind, sheet=sheet_of(path, wanted))
        case _:
            return Layout(find_encoding(path, encoding).name, kind=kind)


def open_typed(path: Path, wanted: Sequence[str], layout: Layout) -> AbstractContextManager[TypedTable]:
    """Open a table whose file types its values."""
    match layout.kind:
        case FileKind.JSON_LINES:
            return open_json_lines(path, layout.encoding, layout.names)
        case FileKind.PARQUET:
            return open_parquet(path)
        case _:
            return open_workbook(path, layout.sheet, wanted)


def _delimited_rows(
    path: Path, wanted: Sequence[str], layout: Layout, reads: Sequence[ReadsCell] | None
) -> Iterator[Row]:
    with open_text(path, layout.encoding) as text:
        rows = logical_rows(Lines(text), layout.delimiter, path.name)
        header = _header(rows, path)
        shape = _Shape(*_picks([name.strip() for name in header], wanted, path), layout.delimiter)
        row_of = _row_reader(shape, reads, header)
        for row in rows:
            if isinstance(row.cells, list) and not row.cells:
                continue
            if reason := _fault(row, shape):
                yield from _refused(row, reason, shape)
            elif isinstance(row.cells, list):
                yield row_of(row.line, row.cells)


def _typed_rows(
    path: Path, wanted: Sequence[str], table: TypedTable, reads: Sequence[ReadsCell] | None
) -> Iterator[Row]:
    _refuse_wide(len(table.names), path)
    picks, width = _picks(table.names, wanted, path)
    row_of = _row_reader(_Shape(picks, width, ""), reads, table.names if table.has_header else None)
    for row in table.rows:
        if row.fault is None:
            yield row_of(row.line, row.cells)
        else:
            yield _refused_whole(row, row.fault, picks[0])


def _refused_whole(row: TypedRow, reason: str, key: int) -> BadRow:
    return BadRow(row.line, reason, as_text(row.cells[key]) or None if key < len(row.cells) else None)


def _row_reader(
    shape: _Shape, reads: Sequence[ReadsCell] | None, header: Sequence[str] | None
) -> Callable[[int, Sequence[Raw]], SoundRow | Repeated]:
    """Return what makes a record of a line and its cells; without readers it looks for no repeated ones."""
    pick = _picker(shape.picks)
    if reads is None:
        return lambda line, cells: SoundRow(line, pick(cells))
    return _Seen(shape, reads, header).row


def _picker(picks: Sequence[int]) -> Callable[[Sequence[T]], tuple[T, ...]]:
    """Return what takes the items at these places."""
    if len(picks) > 1:
        return itemgetter(*picks)
    return lambda items: tuple([items[place] for place in picks])


class _Seen:
    """The rows that passed by, each as all its cells are read, the columns nobody wants as text.

    Values that repeat are the same objects, so a row takes the memory of its places alone.
    """

    def __init__(self, shape: _Shape, reads: Sequence[ReadsCell], header: Sequence[str] | None) -> None:
        self._pick: Callable[[Sequence[Raw]], tuple[Raw, ...]] = _picker(shape.picks)
        self._pick_read: Callable[[Sequence[Cell | Fault]], tuple[Cell | Fault, ...]] = _picker(shape.picks)
        self._are_read = bool(reads)
        self._readers: list[ReadsCell] = [_plain] * shape.width
        for place, reader in zip(shape.picks, reads, strict=False):
            self._readers[place] = reader
        self._first: dict[tuple[Cell | Fault, ...], int] = {}
        self._header = None if header is None else self._identity(header)

    def row(self, line: int, cells: Sequence[Raw]) -> SoundRow | Repeated:
        """Return a row as a new one, or as one that repeats an earlier one or the header."""
        begins_anew = _begins_anew(cells)
        read = self._identity(_without_mark(cells) if begins_anew else cells)
        values = self._pick_read(read) if self._are_read and not begins_anew else None
        record = SoundRow(line, self._pick(cells), values)
        if read == self._header:
            return Repeated(record, HEADER_LINE, header=True)
        first = self._first.setdefault(read, line)
        return record if first == line else Repeated(record, first)

    def _identity(self, cells: Sequence[Raw]) -> tuple[Cell | Fault, ...]:
        """Return what only equal rows share."""
        return tuple([reader(cell) for reader, cell in zip(self._readers, cells, strict=True)])


def _begins_anew(cells: Sequence[Raw]) -> bool:
    """Tell whether a row is the first of a file that was glued on: its mark of encoding stands before its cells."""
    return bool(cells) and isinstance(cells[0], str) and cells[0].startswith(_MARK)


def _without_mark(cells: Sequence[Raw]) -> Sequence[Raw]:
    return [as_text(cells[0]).removeprefix(_MARK), *cells[1:]]


def header_line(path: Path, encoding: str) -> str:
    """Return the first line of a table as it stands there, bounded in length."""
    with open_text(path, encoding) as text:
        return text.readline(MAX_LINE_CHARACTERS)


def _header(rows: Iterator[LogicalRow], path: Path) -> list[str]:
    header = next(rows, None)
    if header is None:
        raise InvalidInput(f"{path.name} is empty; a first line with the names of the columns is needed.")
    if isinstance(header.cells, csv.Error):
        raise InvalidInput(f"{path.name} does not begin with the names of its columns ({header.cells}).")
    _refuse_wide(len(header.cells), path)
    return header.cells


def _refuse_wide(columns: int, path: Path) -> None:
    if columns > MAX_COLUMNS:
        raise InvalidInput(
            f"{path.name} has {columns:,} columns; at most {MAX_COLUMNS:,} are read; export those that are needed."
        )


def _picks(header: Sequence[str], wanted: Sequence[str], path: Path) -> tuple[tuple[int, ...], int]:
    missing = [name for name in wanted if name not in header]
    if missing:
        more = f" and {len(missing) - MAX_NAMED} more" if len(missing) > MAX_NAMED else ""
        raise InvalidInput(
            f"{path.name} lacks the columns {', '.join(missing[:MAX_NAMED])}{more}; "
            f"is it a file of this pack, with its header line?{_nearest(missing, header)}"
        )
    twice = [name for name in wanted if header.count(name) > 1]
    if twice:
        raise InvalidInput(f"{path.name} has more than one column called {twice[0]}; rename all but one.")
    return tuple(header.index(name) for name in wanted), len(header)


def _nearest(missing: Sequence[str], header: Sequence[str]) -> str:
    """Name the columns of the file that the missing ones may be; nothing where none is like them."""
    if any("\0" in name for name in header):
        return " It holds NUL characters: save it anew as UTF-8."
    plain = {name.casefold(): name for name in header}
    near = [(name, next(iter(get_close_matches(name.casefold(), plain, 1)), None)) for name in missing[:MAX_NAMED]]
    pairs = [f"`{plain[other]}` for `{name}`" for name, other in near if other is not None]
    return f" It has {', '.join(pairs)}: rename one of the two." if pairs else ""


def _plain(cell: Raw) -> str:
    text = cell if isinstance(cell, str) else as_text(cell)
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text.strip())


def _fault(row: LogicalRow, shape: _Shape) -> str | None:
    """Say in words why a row is none of this table; None where it is one."""
    if isinstance(row.cells, csv.Error):
        return f"not a row of a table: {row.cells}"
    if row.cells == [TOO_LONG]:
        return f"longer than {MAX_LINE_CHARACTERS:,} characters"
    if len(row.cells) != shape.width:
        return f"{len(row.cells)} cells where the header has {shape.width}"
    return swallowed(row, shape.width, shape.delimiter)


def _refused(row: LogicalRow, reason: str, shape: _Shape) -> Iterator[BadRow]:
    """Yield each line of a refused row, so that what a quote swallowed counts and taints the cases of its keys."""
    key = shape.picks[0]
    if len(row.lines) == 1:
        cells = row.cells if isinstance(row.cells, list) and row.cells != [TOO_LONG] else []
        raw = shape.delimiter.join(cells) or None
        yield BadRow(row.line, reason, cells[key] if key < len(cells) else None, raw=raw)
        return
    span = f"lines {row.line} to {row.line + len(row.lines) - 1} are one row by their quotes: {reason}"
    for place, text in enumerate(row.lines):
        cells = cells_of(text, shape.delimiter)
        yield BadRow(row.line + place, span, cells[key] if key < len(cells) else None, raw=text)
