"""One pass over a file of unknown make: how it is written, what its columns hold, and a sample of whole keys."""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from graph.errors import InvalidInput
from ingestion.draft.kinds import ValueKind, decimal_sign, is_missing, is_time, kind_of_values
from ingestion.sources.decimals import DecimalSign, plain_number
from ingestion.sources.encoding import Encoding, find_encoding
from ingestion.sources.json_lines import json_names
from ingestion.sources.kinds import FileKind, kind_of
from ingestion.sources.opening import open_text
from ingestion.sources.profile import DELIMITERS
from ingestion.sources.raw import as_text
from ingestion.sources.table import MAX_COLUMNS, BadRow, Layout, Repeated, layout_of, open_typed, read_table

CHUNK_ROWS = 20_000
"""Some megabytes at once."""
MOST_VALUES = 1_000_000
"""Different values that are counted in all columns together: some hundred megabytes at most."""
LOOKED_AT_LINES = 200
"""Lines by which the delimiter is seen."""
FEWEST_COLUMNS = 3
"""A case, a time and what was decided: with fewer there is nothing to govern."""
_HEADER_OF_VALUES = 0.3
"""A header of which so many names are numbers or times is a row."""

OnRows = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ScannedColumn:
    """A column: its different values with their numbers (the first ones where there are too many), and its type."""

    name: str
    rows: int
    missing: int
    counts: Mapping[str, int]
    all_counted: bool
    kind: ValueKind

    @property
    def distinct(self) -> int:
        """How many different values there are, or at least."""
        return len(self.counts)

    @property
    def filled_share(self) -> float:
        """The share of rows with a value."""
        return 1 - self.missing / max(1, self.rows)

    @property
    def valued_share(self) -> float:
        """The share of rows with a value of the column's own type."""
        return self.filled_share - sum(self.counts.get(marker, 0) for marker in self.kind.markers) / max(1, self.rows)


@dataclass(frozen=True, slots=True)
class FileScan:
    """A file as it was looked at; `left_out` says in words which parts of it are not drafted."""

    file: Path
    encoding: Encoding
    layout: Layout
    decimal: DecimalSign
    decimal_decided: bool
    rows: int
    refused: int
    columns: tuple[ScannedColumn, ...]
    left_out: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of file it is, in words."""
        encoding = f" in {self.encoding.name.upper()}" if self.encoding.name else ""
        return f"{self.layout.kind}{encoding}"

    def chunks(self) -> Iterator[pd.DataFrame]:
        """Yield the rows again, some thousands at a time, every cell as text."""
        names = [column.name for column in self.columns]
        yield from frames(self.file, names, self.layout)

    def sample(self, key: str, keys: int, rows: int) -> pd.DataFrame:
        """Return all rows of some keys, chosen by digest, so that what happens within a key is seen whole."""
        column = next(one for one in self.columns if one.name == key)
        share = min(1.0, keys / max(1, column.distinct), rows / max(1, self.rows))
        limit = int(share * 2**32)
        parts = [chunk[[_digest(value) <= limit for value in chunk[key]]] for chunk in self.chunks()]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[key])


def scan_file(file: Path, most_columns: int, on_rows: OnRows = lambda _rows: None) -> FileScan:
    """Look at every row once; InvalidInput in one line where the file is no table with a header."""
    encoding, layout, header = _opened(file)
    names = [name for name in header if name]
    left_out = [] if len(names) == len(header) else [f"{len(header) - len(names)} columns without a name"]
    if len(names) > most_columns:
        left_out.append(f"{len(names) - most_columns:,} columns after the {most_columns}th: {names[most_columns]} …")
        names = names[:most_columns]
    tallies = {name: _Tally(MOST_VALUES // len(names)) for name in names}
    rows, refused = 0, _Refused()
    for chunk in frames(file, names, layout, refused):
        rows += len(chunk)
        on_rows(rows)
        for name in names:
            tallies[name].add(chunk[name])
    if not rows:
        raise InvalidInput(f"{file.name} has a header line and no row below it: nothing can be seen of its columns.")
    _refuse_headless(file, names, tallies)
    sign, decided = decimal_sign(tally.counts for tally in tallies.values())
    columns = tuple(
        ScannedColumn(name, rows, tally.missing, tally.counts, tally.complete, kind_of_values(tally.counts, sign))
        for name, tally in tallies.items()
    )
    return FileScan(file, encoding, layout, sign, decided, rows, refused.rows, columns, tuple(left_out))


@dataclass(slots=True)
class _Refused:
    rows: int = 0


@dataclass(slots=True)
class _Tally:
    most: int
    missing: int = 0
    complete: bool = True
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, cells: "pd.Series[str]") -> None:
        for value, count in cells.value_counts().items():
            text = str(value)
            if is_missing(text):
                self.missing += int(count)
            if text in self.counts or len(self.counts) < self.most:
                self.counts[text] += int(count)
            else:
                self.complete = False


def frames(file: Path, names: Sequence[str], layout: Layout, refused: _Refused | None = None) -> Iterator[pd.DataFrame]:
    """Yield the sound rows of a file as frames of text."""
    cells: list[Sequence[str]] = []
    for row in read_table(file, names, layout):
        if isinstance(row, BadRow):
            if refused is not None:
                refused.rows += 1
            continue
        record = row.record if isinstance(row, Repeated) else row
        cells.append([as_text(cell) for cell in record.cells])
        if len(cells) == CHUNK_ROWS:
            yield pd.DataFrame(cells, columns=list(names), dtype="object")
            cells = []
    if cells:
        yield pd.DataFrame(cells, columns=list(names), dtype="object")


def _delimiter(file: Path, encoding: str) -> str:
    """Return the delimiter that gives most lines the width of the header, the widest of such."""
    with open_text(file, encoding) as text:
        lines = [line for _, line in zip(range(LOOKED_AT_LINES), text, strict=False)]
    widths = {}
    for delimiter in DELIMITERS:
        try:
            rows = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            continue
        same = sum(width == rows[0] for width in rows) if rows else 0
        widths[delimiter] = (rows[0] if rows and same > len(rows) / 2 else 1, same)
    return max(widths, key=lambda one: widths[one], default=",")


def _opened(file: Path) -> tuple[Encoding, Layout, list[str]]:
    """Return how a file is written and the names of its columns; InvalidInput where its first line is none of names."""
    kind = kind_of(file)
    if kind is FileKind.DELIMITED:
        encoding = find_encoding(file)
        layout = Layout(encoding.name, _delimiter(file, encoding.name))
        with open_text(file, layout.encoding) as text:
            header = next(csv.reader(text, delimiter=layout.delimiter), [])
    elif kind is FileKind.JSON_LINES:
        encoding = find_encoding(file)
        layout = Layout(encoding.name, kind=kind, names=json_names(file, encoding.name))
        header = list(layout.names)
    else:
        encoding, layout = Encoding(""), layout_of(file, ())
        with open_typed(file, (), layout) as table:
            header = list(table.names)
    return encoding, layout, _checked([name.strip() for name in header], file)


def _checked(header: list[str], file: Path) -> list[str]:
    if not header:
        raise InvalidInput(f"{file.name} is empty; a first line with the names of the columns is needed.")
    if len(header) > MAX_COLUMNS:
        raise InvalidInput(
            f"{file.name} has {len(header):,} columns; at most {MAX_COLUMNS:,} are read; export those that are needed."
        )
    values = [name for name in header if plain_number(name, DecimalSign.POINT) is not None or is_time(name)]
    if len(values) > _HEADER_OF_VALUES * len(header):
        raise InvalidInput(
            f"{file.name} has no header: its first line holds values ({', '.join(values[:3])}); "
            "write a first line with the names of the columns."
        )
    if len(header) < FEWEST_COLUMNS:
        raise InvalidInput(
            f"{file.name} has too few columns ({', '.join(header)}); a log needs at least three: what names a case, "
            "a time, and what was decided."
        )
    return header


def _refuse_headless(file: Path, names: Sequence[str], tallies: Mapping[str, _Tally]) -> None:
    """Refuse a first line whose texts occur again below it, in their own columns."""
    again = [name for name in names if name in tallies[name].counts]
    if len(again) > len(names) / 2:
        raise InvalidInput(
            f"{file.name} has no header: its first line holds values that occur again below ({', '.join(again[:3])}); "
            "write a first line with the names of the columns."
        )


def _digest(value: object) -> int:
    return int.from_bytes(hashlib.blake2b(str(value).strip().encode(errors="replace"), digest_size=4).digest())
