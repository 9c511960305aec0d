"""Times of a file: each read as what it says, or not at all; nothing is moved in silence."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from ingestion.sources.raw import Fault, Undecided

_ISO_WITH_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)", re.ASCII | re.IGNORECASE
)

_FIELD = re.compile("(%.?)", re.DOTALL)
_FIELDS = {
    "%Y": r"(?P<year>\d{4})",
    "%m": r"(?P<month>\d\d)",
    "%d": r"(?P<day>\d\d)",
    "%H": r"(?P<hour>\d\d)",
    "%M": r"(?P<minute>\d\d)",
    "%S": r"(?P<second>\d\d)",
}
_FIRST_DAY = {"year": 1900, "month": 1, "day": 1}
"""What a time holds whose format has no such field, as `strptime` has it."""


def read_time(text: str, formats: Sequence[str], zone: ZoneInfo) -> datetime | Fault:
    """Return the moment (UTC) of a text in one of the formats; ISO 8601 with an offset needs no format.

    An offset in the text holds before the zone, and a literal Z means UTC. A time on which the formats differ, or that
    the zone's clocks showed twice or never, is a fault.
    """
    readings = dict(_readings(text, formats, zone))
    if not readings:
        return _iso(text) or Fault(f"{text[:40]!r} is no time in the declared formats")
    (pattern, first), *others = readings.items()
    for other_pattern, other in others:
        if other != first:
            return Undecided(
                f"{text[:40]!r} is one time as `{pattern}` and another as `{other_pattern}`: "
                "declare only the format that the file has"
            )
    return first


def stored_time(moment: datetime, zone: ZoneInfo) -> datetime | Fault:
    """Return a time that a file stores as one (UTC); without an offset it is local."""
    return _utc(moment) if moment.tzinfo is not None else zoned(moment, zone)


def zoned(moment: datetime, zone: ZoneInfo) -> datetime | Fault:
    """Return a local time (naive) as UTC; a fault where the zone's clocks showed it twice or never."""
    try:
        first, second = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first == second:
            return first
        shown = first.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return Fault(f"{moment.isoformat(' ')} lies outside the calendar")
    how = "was shown twice by" if shown == moment.replace(fold=0) else "was never shown by"
    return Fault(f"{moment.isoformat(' ', 'minutes')!r} {how} the clocks of {zone.key}: write times with their offset")


def _readings(text: str, formats: Sequence[str], zone: ZoneInfo) -> Iterator[tuple[str, datetime | Fault]]:
    for pattern in formats:
        try:
            moment = _parsed(text, pattern)
        except ValueError:
            continue
        if moment.tzinfo is None and _literal_utc(pattern):
            moment = moment.replace(tzinfo=UTC)
        yield pattern, zoned(moment, zone) if moment.tzinfo is None else _utc(moment)


def _parsed(text: str, pattern: str) -> datetime:
    """Return the time of a text in a format, as `strptime` reads it; ValueError where it is none.

    Nearly all times have every digit of their fields: these are read ten times as fast.
    """
    match = None if (whole := _whole_digits(pattern)) is None else whole.fullmatch(text)
    if match is not None:
        fields = _FIRST_DAY | {name: int(digits) for name, digits in match.groupdict().items()}
        with suppress(ValueError):  # strptime decides on what no calendar has
            return datetime(**fields)  # type: ignore[arg-type]  # noqa: DTZ001 - as below
    return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is the table's, added by the caller


@cache
def _whole_digits(pattern: str) -> re.Pattern[str] | None:
    """Return what a text looks like that has every digit of a format's fields; None for a format with other fields."""
    parts = _FIELD.split(pattern)
    fields = parts[1::2]
    if len(set(fields)) < len(fields) or not _FIELDS.keys() >= set(fields):
        return None
    written = [_FIELDS[part] if place % 2 else re.escape(part) for place, part in enumerate(parts)]
    return re.compile("".join(written), re.ASCII)


def _literal_utc(pattern: str) -> bool:
    """Tell whether a format ends with the letter Z, which ISO 8601 writes for UTC."""
    return pattern.endswith("Z") and not pattern.endswith("%Z")


def _iso(text: str) -> datetime | Fault | None:
    if not _ISO_WITH_OFFSET.fullmatch(text):
        return None
    try:
        return _utc(datetime.fromisoformat(text.upper().replace(",", ".")))
    except ValueError:
        return None


def _utc(moment: datetime) -> datetime | Fault:
    try:
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return Fault(f"{moment.isoformat(' ')} lies outside the calendar")
