"""Of which type the values of a column are, seen from those that differ: missing markers, numbers, flags, times."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from ingestion.pack.columns import CellType
from ingestion.sources.amounts import amount_of, is_unit, unit_of
from ingestion.sources.cells import FLAGS
from ingestion.sources.decimals import DecimalSign, plain_number, signs_of

MISSING = frozenset({"", "?", "-", "--", "na", "n/a", "#n/a", "null", "none", "nan", "(blank)", "-- none --", "nil"})
"""What stands for a missing value in files of many offices, in small letters."""
TIME_FORMATS = (
    *(f"%Y{sign}%m{sign}%d" for sign in "-/"),
    *(f"%Y-%m-%d{between}{time}" for between in " T" for time in ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f")),
    *(
        f"{day}{time}"
        for day in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y")
        for time in ("", " %H:%M", " %H:%M:%S")
    ),
    "%m/%d/%Y %I:%M:%S %p",
    "%Y/%m/%d %H:%M:%S",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d/%m/%y",
    "%m/%d/%y",
)
"""Formats that files have without an offset; ISO 8601 with one needs no format."""
_ISO_WITH_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)", re.IGNORECASE)
_TRIED = 300
"""Different values on which formats are tried; those that fit are then tried on all."""
_MOST_FORMATS = 3
"""A file that mixes more has another fault."""
_NEARLY_ALL = 0.97
"""So many of the values must be of a type; the rest is stated and read as missing or refused."""
_MOST_MARKERS = 4
"""Words that stand for a missing value in one column beside those of the table."""
_MANY = 20
"""Different values of a type beside which a single word, however frequent, stands for a missing one."""


@dataclass(frozen=True, slots=True)
class ValueKind:
    """The type of a column's values: formats of its times, its unit, its missing markers, and what is not sure."""

    type: CellType
    time_formats: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    doubt: str | None = None
    days_only: bool = False
    unit: str | None = None


def is_missing(value: str) -> bool:
    """Tell whether a value usually stands for a missing one."""
    return value.strip().lower() in MISSING


def kind_of_values(counts: Mapping[str, int], sign: DecimalSign) -> ValueKind:
    """Return the type of a column from its different values with their numbers, in a file with a decimal sign."""
    values = {value.strip(): count for value, count in counts.items() if not is_missing(value)}
    if not values:
        return ValueKind(CellType.TEXT, doubt="it has no value at all")
    if len(values) <= len(FLAGS) and all(value.lower() in FLAGS for value in values):
        return ValueKind(CellType.FLAG)
    unit = _unit_beside(values)
    numbers = {value for value in values if plain_number(value, sign) is not None or _is_amount(value, sign, unit)}
    if (rest := _rest(values, numbers)) is not None:
        return ValueKind(CellType.NUMBER, markers=rest, unit=unit)
    return _time_kind(values) or ValueKind(CellType.TEXT, doubt=_mixed(values, numbers))


def decimal_sign(columns: Iterable[Iterable[str]]) -> tuple[DecimalSign, bool]:
    """Return the decimal sign of a file and whether a value decides it: one that can be a number one way only."""
    open_ended = False
    for values in columns:
        for value in values:
            signs = signs_of(value.strip())
            if len(signs) == 1:
                return next(iter(signs)), True
            open_ended = open_ended or len(signs) > 1
    return DecimalSign.POINT, not open_ended


def is_time(value: str) -> bool:
    """Tell whether a text reads as a time in one of the usual formats."""
    return bool(_ISO_WITH_OFFSET.fullmatch(value)) or any(_fits(value, pattern) for pattern in TIME_FORMATS)


def moment(value: str, formats: Sequence[str]) -> datetime | None:
    """Return a local moment of a text in one of the formats, or in ISO 8601 with an offset, without its zone."""
    for pattern in formats:
        try:
            return datetime.strptime(value, pattern).replace(tzinfo=None)  # noqa: DTZ007 - only compared within a file
        except ValueError:
            continue
    if _ISO_WITH_OFFSET.fullmatch(value):
        return datetime.fromisoformat(value.upper().replace(",", ".")).replace(tzinfo=None)
    return None


def _unit_beside(values: Mapping[str, int]) -> str | None:
    """Return the unit that stands beside numbers, where they have one and the same."""
    marks = {amount.mark for value in values if (amount := amount_of(value)) is not None and amount.mark}
    return unit_of(marks.pop()) if len(marks) == 1 else None


def _is_amount(value: str, sign: DecimalSign, unit: str | None) -> bool:
    amount = amount_of(value)
    if amount is None or plain_number(amount.number, sign) is None:
        return False
    return not amount.mark or (unit is not None and is_unit(amount.mark, unit))


def _rest(values: Mapping[str, int], fitting: set[str]) -> tuple[str, ...] | None:
    """Return the few words that stand beside the values of a type; None where these are neither most nor many."""
    other = [value for value in values if value not in fitting]
    fits = sum(values[value] for value in fitting)
    if not fitting or len(other) > _MOST_MARKERS:
        return None
    alone = len(other) == 1 and len(fitting) >= _MANY
    if fits < sum(values.values()) / 2 and not alone:
        return None
    return tuple(sorted(other))


def _time_kind(values: Mapping[str, int]) -> ValueKind | None:
    tried = list(islice(values, _TRIED))
    zoned = [value for value in tried if _ISO_WITH_OFFSET.fullmatch(value)]
    left = [value for value in tried if not _ISO_WITH_OFFSET.fullmatch(value)]
    formats: list[str] = []
    doubt = None
    while left and len(formats) < _MOST_FORMATS:
        fits = {pattern: [value for value in left if _fits(value, pattern)] for pattern in TIME_FORMATS}
        best = max(fits, key=lambda pattern: len(fits[pattern]))
        if not fits[best]:
            break
        twin = _twin(best)
        if twin in fits and len(fits[twin]) == len(fits[best]):
            doubt = f"every value fits {best} and {twin}: keep the one that is meant"
        formats.append(best)
        left = [value for value in left if value not in set(fits[best])]
    if not formats and not zoned:
        return None
    fitting = {value for value in values if moment(value, formats) is not None}
    markers = _rest(values, fitting)
    if markers is None:
        return None
    days = all("%H" not in pattern and "%I" not in pattern for pattern in formats) and not zoned
    return ValueKind(CellType.TIME, tuple(formats), markers, doubt, days)


def _twin(pattern: str) -> str:
    """Return the format that swaps day and month."""
    return pattern.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m")


def _fits(value: str, pattern: str) -> bool:
    try:
        datetime.strptime(value, pattern)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


def _mixed(values: Mapping[str, int], numbers: set[str]) -> str | None:
    share = sum(values[value] for value in numbers) / sum(values.values())
    return f"{share:.0%} of its values are numbers, the rest is text" if 1 - _NEARLY_ALL < share < 1 else None
