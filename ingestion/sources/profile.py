"""How a file is written, detected and to be stated: encoding, delimiter, decimal sign; a pack may declare each."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidInput
from ingestion.pack.columns import CellType, Column, Table
from ingestion.sources.decimals import DecimalSign, signs_of
from ingestion.sources.encoding import Encoding, find_encoding
from ingestion.sources.json_lines import json_names
from ingestion.sources.kinds import FileKind, kind_of
from ingestion.sources.table import Layout, SoundRow, header_line, layout_of, read_table

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a file is read as; `decimal` is None where no text has decimals. Files of typed values have no encoding."""

    encoding: Encoding
    layout: Layout
    decimal: DecimalSign | None

    @property
    def kind(self) -> FileKind:
        """How the file holds its table."""
        return self.layout.kind

    @property
    def delimiter(self) -> str:
        """What separates the columns of a delimited text."""
        return self.layout.delimiter

    def sentences(self) -> list[str]:
        """Return what was detected in sentences, a guess with what depends on it."""
        lines = [f"read as {', '.join(self._parts())}"]
        if self.encoding.guessed_lines:
            lines.append(
                f"the encoding is a guess, for the file is not UTF-8: {self.encoding.guessed_lines:,} lines depend on "
                f"it, the first is line {self.encoding.first_line} with '{self.encoding.example}'; "
                "if that is wrong, declare `table: {encoding: …}`"
            )
        return lines

    def _parts(self) -> Iterator[str]:
        decimals = {None: "no decimals", DecimalSign.POINT: "decimal point", DecimalSign.COMMA: "decimal comma"}
        match self.kind:
            case FileKind.DELIMITED:
                yield self.encoding.name.upper()
                yield f"columns parted by {DELIMITERS.get(self.delimiter, repr(self.delimiter))}"
                yield decimals[self.decimal]
                return
            case FileKind.JSON_LINES:
                yield f"JSON lines in {self.encoding.name.upper()}"
            case FileKind.PARQUET:
                yield "a Parquet file"
            case FileKind.WORKBOOK:
                yield f"an Excel workbook, sheet '{self.layout.sheet}'"
        if self.decimal is not None:
            yield f"{decimals[self.decimal]} in numbers that are stored as text"


def profile_of(path: Path, table: Table, columns: Sequence[Column]) -> Profile:
    """Detect how a file of these columns is written; InvalidInput where it does not decide or contradicts the pack."""
    wanted = [column.name for column in columns]
    encoding, layout = _layout(path, table, wanted)
    numbers = [column for column in columns if column.type is CellType.NUMBER]
    decimal = None if table.decimal is None else DecimalSign(table.decimal)
    if decimal is None and numbers:
        decimal = _decimal(path, layout, numbers)
    return Profile(encoding, layout, decimal)


def _layout(path: Path, table: Table, wanted: Sequence[str]) -> tuple[Encoding, Layout]:
    kind = kind_of(path)
    if kind in {FileKind.PARQUET, FileKind.WORKBOOK}:
        return Encoding(""), layout_of(path, wanted)
    encoding = find_encoding(path, table.encoding)
    if kind is FileKind.JSON_LINES:
        return encoding, Layout(encoding.name, kind=kind, names=json_names(path, encoding.name))
    return encoding, Layout(encoding.name, _delimiter(path, encoding, wanted, table.delimiter))


def _delimiter(path: Path, encoding: Encoding, wanted: Sequence[str], declared: str | None) -> str:
    """Return the delimiter under which the header names most of the wanted columns."""
    line = header_line(path, encoding.name)
    named = {delimiter: _named(line, delimiter, wanted) for delimiter in ({declared} if declared else DELIMITERS)}
    best = max(named, key=lambda delimiter: named[delimiter])
    if declared is not None and named[declared] < len(wanted):
        other = next((each for each in DELIMITERS if _named(line, each, wanted) == len(wanted)), None)
        if other is not None:
            raise InvalidInput(
                f"The columns of {path.name} are parted by {DELIMITERS[other]}, but pack.yaml declares "
                f"`delimiter: {declared!r}`: correct it or leave it out."
            )
    return declared or best or ","


def _named(line: str, delimiter: str, wanted: Sequence[str]) -> int:
    try:
        header = {name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])}
    except csv.Error:
        return 0
    return sum(name in header for name in wanted)


def _decimal(path: Path, layout: Layout, numbers: Sequence[Column]) -> DecimalSign | None:
    """Return the sign of the first value that leaves no choice; refuse values that all leave one."""
    open_ended: tuple[int, str, str] | None = None
    for line, name, text in _values(path, layout, numbers):
        signs = signs_of(text)
        if len(signs) == 1:
            return next(iter(signs))
        if signs and open_ended is None:
            open_ended = line, name, text
    if open_ended is None:
        return None
    line, name, text = open_ended
    raise InvalidInput(
        f"{path.name}, {layout.kind.place} {line}: {name} {text} can have decimals or thousands, and no value decides: "
        'declare `decimal: "."` or `decimal: ","` under `table` in pack.yaml.'
    )


def _values(path: Path, layout: Layout, numbers: Sequence[Column]) -> Iterator[tuple[int, str, str]]:
    """Yield the texts of numbers, with line and column; a row that is there twice says nothing else."""
    names = tuple(column.name for column in numbers)
    for row in read_table(path, names, layout, reads=None):
        if isinstance(row, SoundRow) and row.cells != names:
            for name, raw in zip(names, row.cells, strict=True):
                if isinstance(raw, str):
                    yield row.line, name, raw.strip()
