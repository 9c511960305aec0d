"""A delimited table as records: the file's order is kept, broken rows are set aside, repeated ones pointed out."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from graph.errors import InvalidInput
from ingestion.sources.encoding import find_encoding
from ingestion.sources.opening import open_text

MAX_COLUMNS = 2_000
MAX_LINE_CHARACTERS = 1 << 20
MAX_NAMED = 8
TOO_LONG = "\0 too long"
HEADER_LINE = 1


@dataclass(frozen=True, slots=True)
class Record:
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
    """A row equal to an earlier one in every column of the file: its record, and the line of the earlier one.

    A second header line repeats line 1 and is never a record of its own.
    """

    record: Record
    first: int


Row: TypeAlias = Record | BadRow | Repeated


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text of a table is written: its encoding (a Python codec) and what separates its columns."""

    encoding: str
    delimiter: str = ","


def read_table(path: Path, wanted: Sequence[str], layout: Layout | None = None) -> Iterator[Row]:
    """Yield every row, `wanted[0]` being the key; InvalidInput names the columns that the header lacks.

    Without a layout the columns are taken to be separated by commas, and the encoding is found.
    """
    layout = layout or Layout(find_encoding(path).name)
    with open_text(path, layout.encoding) as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=layout.delimiter)
        header = _header(reader, path)
        picks, width = _picks([name.strip() for name in header], wanted, path)
        seen = {_identity(header): HEADER_LINE}
        while True:
            line = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadRow(line, f"not a row of a table: {error}")
                continue
            if not cells:
                continue
            row = _row(line, cells, picks, width)
            first = line if isinstance(row, BadRow) else seen.setdefault(_identity(cells), line)
            yield Repeated(row, first) if isinstance(row, Record) and first != line else row


def header_line(path: Path, encoding: str) -> str:
    """Return the first line of a table as it stands there, bounded in length."""
    with open_text(path, encoding) as text:
        return text.readline(MAX_LINE_CHARACTERS)


def _header(reader: Iterator[list[str]], path: Path) -> list[str]:
    try:
        header = next(reader)
    except StopIteration:
        raise InvalidInput(f"{path.name} is empty; a first line with the names of the columns is needed.") from None
    except csv.Error as error:
        raise InvalidInput(f"{path.name} does not begin with the names of its columns ({error}).") from None
    if len(header) > MAX_COLUMNS:
        raise InvalidInput(f"{path.name} has {len(header):,} columns; at most {MAX_COLUMNS:,} are read.")
    return header


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
    found = [f"`{plain[other]}` for `{name}`" for name, other in near if other is not None]
    return f" It has {', '.join(found)}: rename one of the two." if found else ""


def _identity(cells: list[str]) -> bytes:
    """Return what only equal rows share: a digest over all cells, also of columns that nobody wants."""
    if cells and cells[0].startswith("\N{BYTE ORDER MARK}"):
        cells = [cells[0].removeprefix("\N{BYTE ORDER MARK}"), *cells[1:]]  # a file that was glued on begins anew
    return hashlib.blake2b(repr(cells).encode(errors="backslashreplace"), digest_size=16).digest()


def _row(line: int, cells: list[str], picks: tuple[int, ...], width: int) -> Row:
    if cells == [TOO_LONG]:
        return BadRow(line, f"longer than {MAX_LINE_CHARACTERS:,} characters")
    if len(cells) != width:
        key = cells[picks[0]] if picks[0] < len(cells) else None
        return BadRow(line, f"{len(cells)} cells where the header has {width}", key)
    return Record(line, tuple([cells[pick] for pick in picks]))


class _Lines:
    """Lines of bounded length, counted; one that is too long is passed on as a row that fits no table."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE_CHARACTERS)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) < MAX_LINE_CHARACTERS:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = self._text.readline(MAX_LINE_CHARACTERS)
        return TOO_LONG + "\n"
