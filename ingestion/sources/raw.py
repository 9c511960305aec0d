"""Cells as a file holds them: texts, and what files of typed values say of their own accord."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

ROUNDED_FROM = 10**15
"""From here a workbook has changed the last digits of a whole number: it keeps fifteen."""


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number that the file itself types: its digits with a decimal point, whatever sign the file's texts use."""

    digits: str


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a workbook shows where a formula failed, such as #REF!; a pack may declare it as a missing value."""

    shown: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be used: the reason, for the list of quarantined rows."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undecided(Fault):
    """A cell that has two meanings under the pack's own declarations, so that the whole file waits for a decision."""


Raw: TypeAlias = str | PlainNumber | ErrorValue | bool | datetime | Fault | None


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a file of typed values: its number in the file, its cells in the order of the names, or its fault."""

    line: int
    cells: Sequence[Raw]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class TypedTable:
    """An open table of typed values: the names of its columns, and its rows as they are read.

    `has_header` says that its first row holds the names, so that a later row may repeat them.
    """

    names: Sequence[str]
    rows: Iterator[TypedRow]
    has_header: bool = False


def raw_value(value: object) -> Raw:
    """Return a Python value of a typed file as a cell; what is no single value is a fault."""
    match value:
        case None | bool() | str() | datetime():
            return value
        case int() | float() | Decimal():
            return _number(value)
        case date():
            return datetime.combine(value, time())
        case time() | timedelta():
            return str(value)
        case list() | tuple() | dict():
            return Fault("holds nested values, not one: write each of them into a column of its own")
        case _:
            return Fault(f"holds {type(value).__name__}, which is neither text, number, truth value nor time")


def as_text(raw: Raw) -> str:
    """Return a cell as a file of texts would have it."""
    match raw:
        case None:
            return ""
        case str():
            return raw
        case bool():
            return "true" if raw else "false"
        case datetime():
            return raw.isoformat(" ").removesuffix(" 00:00:00")
        case PlainNumber():
            return raw.digits
        case ErrorValue():
            return raw.shown
        case Fault():
            return ""


def _number(value: float | Decimal) -> PlainNumber:
    """Return a number without the decimals that only its type adds: 5.0 is 5."""
    if isinstance(value, float) and value.is_integer() and abs(value) < ROUNDED_FROM:
        return PlainNumber(str(int(value)))
    if isinstance(value, Decimal) and value.is_finite():
        return PlainNumber(format(value.normalize() if value else Decimal(0), "f"))
    if isinstance(value, float) and not math.isfinite(value):
        return PlainNumber(str(value))
    return PlainNumber(repr(value) if isinstance(value, float) else str(value))
