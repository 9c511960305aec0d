"""Expressions over the columns of a row, in zen-engine's language, checked against the columns' types before use.

Times and the differences of times count in days: `delivered - promised > 1` is more than a day late.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product
from typing import Any, TypeAlias

import zen

from graph.domain.intake.quality_gates import FieldValue
from ingestion.pack.columns import CellType

Number: TypeAlias = float
Result: TypeAlias = str | float | bool | None

DAY_SECONDS = 86_400
"""A day of UTC."""
HOURS = "hours"
"""In expressions of money: hours from the opening of a case until its error was known."""
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORD = re.compile(r"(?<![\w.$#])[A-Za-z_]\w*(?!\s*\(|\w)")
_KEYWORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
_SAMPLES: Mapping[CellType, Sequence[Any]] = {
    CellType.TEXT: ("a", "z"),
    CellType.NUMBER: (2.0, -1.0),
    CellType.FLAG: (True, False),
    CellType.TIME: (16_000.0, 17_000.0),
}
"""Values of each type, two of them so that comparisons fall either way."""
_MOST_TRIED = 256
"""Rows on which an expression is tried: all combinations of eight columns; more columns make no simple expression."""
_CAUSE = re.compile(r'"source":"([^"]*)"')

# A value that is missing fails in the engine. Where RUST_BACKTRACE is set for other programs it would write down the
# whole stack each time: 50 ms within an event loop, in place of a microsecond.
os.environ.setdefault("RUST_LIB_BACKTRACE", "0")


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: the names that it reads, and its text."""

    text: str
    names: tuple[str, ...]
    compiled: Any

    def value(self, row: Mapping[str, FieldValue]) -> Result:
        """Return its value on a row; None where a value that it needs is missing."""
        try:
            result: Result = self.compiled.evaluate({name: _plain(row.get(name)) for name in self.names})
        except RuntimeError:
            return None
        return result


def names_in(text: str) -> tuple[str, ...]:
    """Name what an expression reads, in order, each once."""
    words = _WORD.findall(_TEXT.sub("''", text))
    return tuple(dict.fromkeys(word for word in words if word not in _KEYWORDS))


def compile_expression(text: str) -> Expression:
    """Compile an expression; raises ValueError that says why it is none."""
    try:
        return Expression(text, names_in(text), zen.compile_expression(text))
    except RuntimeError as error:
        raise ValueError(_cause(error)) from None


def result_type(expression: Expression, types: Mapping[str, CellType]) -> CellType:
    """Return the type of its value where columns have these types; raises ValueError where it has none or several.

    It is tried on values of each type, for the language itself checks types only when it runs.
    """
    kinds: set[CellType] = set()
    for row in _tried(expression, types):
        try:
            result = expression.compiled.evaluate(row)
        except RuntimeError as error:
            message = f"it fails on {_shown(row)}: {_cause(error)}"
            raise ValueError(message) from None
        if result is not None:
            kinds.add(_type_of(result))
    if len(kinds) != 1:
        listed = " and ".join(sorted(kinds)) or "no value"
        message = f"it yields {listed}, where one type is needed"
        raise ValueError(message)
    return kinds.pop()


def days(at: datetime) -> float:
    """Return a time as an expression reads it: days since 1970, UTC."""
    return at.timestamp() / DAY_SECONDS


def moment_of(value: Result) -> datetime | None:
    """Return the time (UTC) that an expression over times yields."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(round(value * DAY_SECONDS), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _tried(expression: Expression, types: Mapping[str, CellType]) -> Iterator[dict[str, Any]]:
    values = [_SAMPLES[types[name]] for name in expression.names]
    for combination in islice(product(*values), _MOST_TRIED):
        yield dict(zip(expression.names, combination, strict=True))


def _plain(value: FieldValue) -> Result:
    return days(value) if isinstance(value, datetime) else value


def _type_of(result: object) -> CellType:
    if isinstance(result, bool):
        return CellType.FLAG
    return CellType.NUMBER if isinstance(result, int | float) else CellType.TEXT


def _shown(row: Mapping[str, object]) -> str:
    return ", ".join(f"{name} = {value!r}" for name, value in row.items()) or "any row"


def _cause(error: RuntimeError) -> str:
    cause = _CAUSE.search(str(error))
    return cause.group(1) if cause else str(error).partition("\n")[0]
