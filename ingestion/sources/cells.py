"""Typed cells: text, number, flag or time, each value converted once, each fault in words."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from ingestion.pack.columns import CellType, Column, Table
from ingestion.sources.decimals import DecimalSign, plain_number
from ingestion.sources.faults import Fault
from ingestion.sources.times import read_time

Cell: TypeAlias = str | float | bool | datetime | None

MAX_CELL_CHARACTERS = 8_192
MAX_REMEMBERED = 200_000
FLAGS: Mapping[str, bool] = {"true": True, "1": True, "yes": True, "y": True, "t": True} | {
    "false": False,
    "0": False,
    "no": False,
    "n": False,
    "f": False,
}
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
FORMULA_STARTS = ("=", "@", "+", "-")
LETTER_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
MIXED = "letters of several scripts look alike in it"


class CellReader:
    """Reads the cells of one column and remembers what it has read, for values repeat."""

    def __init__(self, column: Column, table: Table, decimal: DecimalSign = DecimalSign.POINT) -> None:
        """Take missing markers and formats from the column, or else from the table, and the file's decimal sign."""
        self._name = column.name
        self._missing = {*(table.missing if column.missing is None else column.missing), ""}
        self._convert = _converter(column, table, decimal)
        self._known: dict[str, Cell | Fault] = {}

    def read(self, raw: str) -> Cell | Fault:
        """Return the value, None where it is missing, or what is wrong with it."""
        try:
            return self._known[raw]
        except KeyError:
            value = self._read(raw)
        if len(self._known) >= MAX_REMEMBERED:
            self._known.clear()
        self._known[raw] = value
        return value

    def _read(self, raw: str) -> Cell | Fault:
        text = raw.strip()
        if text in self._missing:
            return None
        reason = _unsafe(text)
        value: Cell | Fault = Fault(reason) if reason else self._convert(text)
        return replace(value, reason=f"{self._name}: {value.reason}") if isinstance(value, Fault) else value


def _converter(column: Column, table: Table, decimal: DecimalSign) -> Callable[[str], Cell | Fault]:
    match column.type:
        case CellType.TEXT:
            return _text
        case CellType.NUMBER:
            return lambda text: _number(text, decimal)
        case CellType.FLAG:
            return _flag
        case CellType.TIME:
            formats = column.time_formats or table.time_formats
            return lambda text: read_time(text, formats, table.zone)


def _unsafe(text: str) -> str | None:
    if len(text) > MAX_CELL_CHARACTERS:
        return f"longer than {MAX_CELL_CHARACTERS:,} characters"
    if text.isascii():
        return "a control character" if not text.isprintable() else None
    if "\N{REPLACEMENT CHARACTER}" in text:
        return "bytes that are not valid in the file's encoding"
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} for character in text):
        return "an invisible or undefined character"
    return None


def _text(text: str) -> str | Fault:
    if text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text):
        return Fault(f"a formula, not a value ({text[:20]!r})")
    if text.isascii():
        return text
    scripts = {_script(character) for character in text if character.isalpha()}
    if len(scripts & set(LETTER_SCRIPTS)) > 1 or unicodedata.normalize("NFKC", text) != text:
        return Fault(f"{MIXED} ({text[:20]!r})")
    return text


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split(" ", 1)[0]


def _number(text: str, decimal: DecimalSign) -> float | Fault:
    plain = plain_number(text, decimal)
    value = math.nan if plain is None else float(plain)
    if math.isfinite(value):
        return value
    if decimal.grouping in text and plain_number(text, decimal.grouping) is not None:
        return Fault(f"{text[:20]!r} is written with another decimal sign than the file's first numbers")
    return Fault(f"{text[:20]!r} is no finite number")


def _flag(text: str) -> bool | Fault:
    value = FLAGS.get(text.lower())
    return Fault(f"{text[:20]!r} is neither true nor false") if value is None else value
