"""Physical lines made into rows: a quote may hold a text of several lines, but never rows of the table in silence."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import InvalidInput

MAX_LINE_CHARACTERS = 1 << 20
"""A million: longer lines come from a file that is no table, and would fill the memory."""
TOO_LONG = "\0 too long"
MAX_ROW_LINES = 60
"""A note or a mail in a cell has fewer; more are nearly always rows behind a quote that was never closed."""
_TELLING = 3
"""A line of prose has so many delimiters, and exactly as many as the header, too rarely to be one by chance."""
_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """A row as its quotes make it: its first line, the lines it spans as they stand there, and its cells or fault."""

    line: int
    lines: Sequence[str]
    cells: list[str] | csv.Error


def logical_rows(lines: "Lines", delimiter: str, file: str) -> Iterator[LogicalRow]:
    """Yield the rows of a table in order; InvalidInput where a quote is open at the end or holds too much."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        line = lines.number + 1
        lines.row.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.row) > 1:
                raise _unclosed(file, line) from None
            yield LogicalRow(line, tuple(lines.row), error)
            continue
        if lines.ended:
            raise _unclosed(file, line + sum(len(_BREAK.findall(cell)) for cell in cells[:-1]))
        yield LogicalRow(line, tuple(lines.row), cells)


def swallowed(row: LogicalRow, width: int, delimiter: str) -> str | None:
    """Say in words that a row of the right width holds other rows in its quotes; None where it is a plausible one."""
    if len(row.lines) == 1 or isinstance(row.cells, csv.Error):
        return None
    if len(row.lines) > MAX_ROW_LINES:
        return f"a quoted text has at most {MAX_ROW_LINES} lines; is a quote not closed?"
    held = any(_holds_rows(cell, place, (width, delimiter)) for place, cell in enumerate(row.cells))
    return "a quoted text holds what looks like rows; is a quote not closed?" if held else None


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of one physical line, whatever quotes were open before it."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _holds_rows(cell: str, place: int, shape: tuple[int, str]) -> bool:
    """Tell whether the lines of a cell have as many delimiters as rows have; the last one as a row up to that cell."""
    (width, delimiter), parts = shape, _BREAK.split(cell)
    inner = [part for part in parts[1:-1] if part.strip()]
    alike = sum(part.count(delimiter) == width - 1 for part in inner)
    if width - 1 < _TELLING:
        return bool(alike == len(inner) >= _TELLING)
    closing = len(parts) > 1 and place >= _TELLING and parts[-1].count(delimiter) == place
    return bool(alike + closing and 2 * (alike + closing) >= len(inner) + closing)


def _unclosed(file: str, line: int) -> InvalidInput:
    return InvalidInput(
        f"{file}, line {line}: a quote opens here and is not closed, which hides every row after it: nothing was "
        'written. Close it, or write a quote that belongs to the text twice ("").'
    )


class Lines:
    """Lines of bounded length, counted; one that is too long is passed on as a row that fits no table.

    `row` holds the lines that were handed out since it was emptied, `ended` tells that there are no more.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        """Read from an open text whose line ends are left as they are."""
        self._text = text
        self.number = 0
        self.row: list[str] = []
        self.ended = False

    def __iter__(self) -> "Lines":
        """Return the lines themselves."""
        return self

    def __next__(self) -> str:
        """Return the next line with its end."""
        line = self._text.readline(MAX_LINE_CHARACTERS)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        if len(line) >= MAX_LINE_CHARACTERS:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(MAX_LINE_CHARACTERS)
            line = TOO_LONG + "\n"
        self.row.append(line)
        return line
