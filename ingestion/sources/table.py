"""A delimited table as records: the file's order is kept, broken rows are set aside, repeated ones pointed out."""

import csv
import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from graph.errors import InvalidInput
from ingestion.sources.encoding import find_encoding
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

MAX_COLUMNS = 2_000
"""Four times what a pack can declare: a header with more is none."""
MAX_NAMED = 8
"""As many names as a message stays readable with."""
HEADER_LINE = 1


@dataclass(frozen=True, slots=True)
class SoundRow:
    """One row: its line in the file (the header is line 1) and the cells of the wanted columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was set aside: where it stands, why, and its key where one could be read."""

    line: int
    reason: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row that reads as an earlier one in every column of the file: its record, and the line of the earlier one.

    A second header line repeats line 1 and is never a record of its own.
    """

    record: SoundRow
    first: int


Row: TypeAlias = SoundRow | BadRow | Repeated
ReadsCell: TypeAlias = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text of a table is written: its encoding (a Python codec) and what separates its columns."""

    encoding: str
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the header fixes: where the wanted columns stand, and how many cells and which delimiter a row has."""

    picks: tuple[int, ...]
    width: int
    delimiter: str


def read_table(
    path: Path, wanted: Sequence[str], layout: Layout | None = None, reads: Sequence[ReadsCell] = ()
) -> Iterator[Row]:
    """Yield every row, `wanted[0]` being the key; InvalidInput names the columns that the header lacks.

    Without a layout the columns are taken to be separated by commas, and the encoding is found. `reads` are the
    readers of the wanted columns: two rows are equal where they read the same. A quote that is never closed is
    InvalidInput with the line in which it opens.
    """
    layout = layout or Layout(find_encoding(path).name)
    with open_text(path, layout.encoding) as text:
        rows = logical_rows(Lines(text), layout.delimiter, path.name)
        header = _header(rows, path)
        shape = _Shape(*_picks([name.strip() for name in header], wanted, path), layout.delimiter)
        readers = dict(zip(shape.picks, reads, strict=False))
        seen = {_identity(header, readers): HEADER_LINE}
        for row in rows:
            if isinstance(row.cells, list) and not row.cells:
                continue
            if reason := _fault(row, shape):
                yield from _refused(row, reason, shape)
            elif isinstance(row.cells, list):
                record = SoundRow(row.line, tuple([row.cells[pick] for pick in shape.picks]))
                first = seen.setdefault(_identity(row.cells, readers), row.line)
                yield record if first == row.line else Repeated(record, first)


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
    if len(header.cells) > MAX_COLUMNS:
        raise InvalidInput(f"{path.name} has {len(header.cells):,} columns; at most {MAX_COLUMNS:,} are read.")
    return header.cells


def _picks(header: list[str], wanted: Sequence[str], path: Path) -> tuple[tuple[int, ...], int]:
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


def _identity(cells: list[str], readers: Mapping[int, ReadsCell]) -> bytes:
    """Return what only equal rows share: a digest over all cells as they are read, the columns nobody wants as text."""
    if cells and cells[0].startswith("\N{BYTE ORDER MARK}"):
        cells = [cells[0].removeprefix("\N{BYTE ORDER MARK}"), *cells[1:]]  # a file that was glued on begins anew
    read = [readers.get(place, _plain)(cell) for place, cell in enumerate(cells)]
    return hashlib.blake2b(repr(read).encode(errors="backslashreplace"), digest_size=16).digest()


def _plain(cell: str) -> str:
    return cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell.strip())


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
        yield BadRow(row.line, reason, cells[key] if key < len(cells) else None)
        return
    span = f"lines {row.line} to {row.line + len(row.lines) - 1} are one row by their quotes: {reason}"
    for place, text in enumerate(row.lines):
        cells = cells_of(text, shape.delimiter)
        yield BadRow(row.line + place, span, cells[key] if key < len(cells) else None)
