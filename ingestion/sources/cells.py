"""Typed cells: text, number, flag or time, each value converted once, each fault in words."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from graph.domain.kernel.numbers import number_fault
from graph.domain.kernel.text import id_fault, known_text, text_fault
from ingestion.pack.columns import CellType, Column, Table
from ingestion.sources.amounts import amount_of, is_unit, unit_of
from ingestion.sources.decimals import DecimalSign, plain_number
from ingestion.sources.raw import ErrorValue, Fault, PlainNumber, Raw, as_text
from ingestion.sources.times import read_time, stored_time

Cell: TypeAlias = str | float | bool | datetime | None

MAX_CELL_CHARACTERS = 8_192
"""Several pages of text; a longer cell is a sign of a broken quote."""
MAX_REMEMBERED = 200_000
"""Different values of a column that are remembered: more than most columns have, in some tens of megabytes."""
SAFE_DIGITS = 15
"""What a double keeps of every whole number: a longer one may name something else than its file was given."""
FLAGS: Mapping[str, bool] = {"true": True, "1": True, "1.0": True, "yes": True, "y": True, "t": True} | {
    "false": False,
    "0": False,
    "0.0": False,
    "no": False,
    "n": False,
    "f": False,
}
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)


class CellReader:
    """Reads the cells of one column and remembers what it has read, for values repeat."""

    def __init__(
        self, column: Column, table: Table, decimal: DecimalSign = DecimalSign.POINT, *, identifies: bool = False
    ) -> None:
        """Take missing markers and formats from the column, or else from the table, and the file's decimal sign.

        `identifies` says that its texts name cases or entities.
        """
        self._name = column.name
        self._type = column.type
        self._zone = table.zone
        self._missing = column.missing_markers(table)
        self._convert = _converter(column, table, decimal, identifies=identifies)
        self._convert_plain = _converter(column, table, DecimalSign.POINT, identifies=identifies)
        self._known: dict[str, Cell | Fault] = {}

    def read(self, raw: Raw) -> Cell | Fault:
        """Return the value, None where it is missing, or what is wrong with it."""
        if not isinstance(raw, str):
            return self._named(self._typed(raw))
        try:
            return self._known[raw]
        except KeyError:
            value = self._read(raw)
        if len(self._known) >= MAX_REMEMBERED:
            self._known.clear()
        self._known[raw] = value
        return value

    def _read(self, raw: str) -> Cell | Fault:
        text = known_text(raw if raw.isascii() else unicodedata.normalize("NFC", raw), self._missing)
        if text is None:
            return None
        reason = _unsafe(text)
        return self._named(Fault(reason) if reason else self._convert(text))

    def _typed(self, raw: Raw) -> Cell | Fault:
        """Read a value that the file types itself: by the column's type, as the text that it would be elsewhere."""
        if isinstance(raw, Fault):
            return raw
        text = known_text(as_text(raw), self._missing)
        if text is None:
            return None
        if isinstance(raw, ErrorValue):
            return Fault(f"{raw.shown} is the error of a formula: mend it in the workbook, or declare it as missing")
        if isinstance(raw, datetime):
            return self._moment(raw, text)
        if isinstance(raw, PlainNumber) and self._type is CellType.TEXT and len(text.lstrip("-")) > SAFE_DIGITS:
            fault = number_fault(text)
            return self._convert(text) if fault is None else Fault(fault)
        return self._convert_plain(text)

    def _moment(self, raw: datetime, text: str) -> Cell | Fault:
        if self._type is CellType.TIME:
            return stored_time(raw, self._zone)
        if self._type is CellType.TEXT:
            return self._convert(text)
        return Fault(f"{text!r} is stored as a time; give the cell the type {self._type} and enter its value again")

    def _named(self, value: Cell | Fault) -> Cell | Fault:
        return replace(value, reason=f"{self._name}: {value.reason}") if isinstance(value, Fault) else value


def _converter(
    column: Column, table: Table, decimal: DecimalSign, *, identifies: bool
) -> Callable[[str], Cell | Fault]:
    match column.type:
        case CellType.TEXT:
            plain = _PLAIN[column.reading]
            return (lambda text: _id(plain(text))) if identifies else plain
        case CellType.NUMBER:
            return lambda text: _number(text, decimal, column.unit)
        case CellType.FLAG:
            return _flag
        case CellType.TIME:
            formats = column.time_formats or table.time_formats
            return lambda text: read_time(text, formats, table.zone)


def _without_decimals(text: str) -> str:
    """Return a whole number as it was before a spreadsheet took it for a measure: `60657.0` → `60657`."""
    whole = _WHOLE.fullmatch(text)
    return text if whole is None else whole[1]


_PLAIN: Mapping[str | None, Callable[[str], str]] = {
    None: str,
    "words": str,
    "digits": _without_decimals,
    "name": lambda text: text.replace("_", " "),
}
"""How a text is read, by the `as` of its column."""


def _unsafe(text: str) -> str | None:
    if len(text) > MAX_CELL_CHARACTERS:
        return f"longer than {MAX_CELL_CHARACTERS:,} characters"
    return text_fault(text)


def _id(text: str) -> str | Fault:
    """Return what names a case or an entity; the blanks of typesetting are plain ones, for they look the same."""
    plain = "".join(" " if unicodedata.category(one) == "Zs" else one for one in text)
    fault = id_fault(plain)
    return plain if fault is None else Fault(fault)


def _number(text: str, decimal: DecimalSign, unit: str | None) -> float | Fault:
    plain = plain_number(text, decimal)
    amount = amount_of(text) if plain is None else None
    if amount is not None and plain_number(amount.number, decimal) is not None:
        if fault := _unit_fault(text, amount.mark, unit):
            return Fault(fault)
        plain = plain_number(amount.number, decimal)
    value = math.nan if plain is None else float(plain) + 0.0  # -0 is 0
    if plain is not None and math.isfinite(value):
        fault = number_fault(plain)
        return value if fault is None else Fault(fault)
    if decimal.grouping in text and plain_number(text, decimal.grouping) is not None:
        return Fault(f"{text[:20]!r} is written with another decimal sign than the file's first numbers")
    return Fault(f"{text[:20]!r} is no finite number")


def _unit_fault(text: str, mark: str, unit: str | None) -> str | None:
    """Return what is wrong with the unit beside a number: one that is declared nowhere, or another one."""
    if not mark or (unit is not None and is_unit(mark, unit)):
        return None
    if unit is None:
        return f"{text[:20]!r} has a unit: declare it at the column, such as `unit: {unit_of(mark) or mark}`"
    return f"{text[:20]!r} is not in {unit}, the unit of its column"


def _flag(text: str) -> bool | Fault:
    value = FLAGS.get(text.lower())
    return Fault(f"{text[:20]!r} is neither true nor false") if value is None else value
