"""Times: read with an offset, stored as whole milliseconds since 1970 in UTC, shown whatever is stored."""

from datetime import UTC, datetime, timedelta

from graph.domain.kernel.problems import Problem, invalid

NOT_A_TIME = "not a valid time"
"""What is shown in place of a stored value that is no time."""
EXAMPLE = "2026-01-31T09:00:00Z"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MILLISECOND
# No whole millisecond equals these, so they can only stand for what is stored beyond the calendar.
_TOO_EARLY = datetime.min.replace(microsecond=1, tzinfo=UTC)
_TOO_LATE = datetime.max.replace(tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return the stored form of an aware time; what is finer than a millisecond is rounded down, before 1970 too."""
    return (at - _EPOCH) // _MILLISECOND


def moment(stored: object) -> datetime:
    """Return the time, aware in UTC, of its stored form; for what is no time, a mark that `is_faulty` knows."""
    if not isinstance(stored, int) or isinstance(stored, bool) or stored < _FIRST:
        return _TOO_EARLY
    return _TOO_LATE if stored > _LAST else _EPOCH + stored * _MILLISECOND


def is_faulty(at: datetime) -> bool:
    """Tell whether this stands for a stored value that is no time."""
    return at in (_TOO_EARLY, _TOO_LATE)


def shown(at: datetime) -> str:
    """Return a time as ISO text; in words where what is stored is no time."""
    return NOT_A_TIME if is_faulty(at) else at.isoformat()


def shown_to_the_minute(at: datetime) -> str:
    """Return a time as people read it, in UTC; in words where what is stored is no time."""
    return NOT_A_TIME if is_faulty(at) else f"{at:%Y-%m-%d %H:%M} UTC"


def check_moment(at: datetime, where: str) -> Problem | None:
    """Refuse a time without an offset, or one that lies outside the years 1 to 9999 in UTC."""
    if at.utcoffset() is None:
        return invalid(where, f"{where} has no time zone: send it with an offset, such as Z.")
    if not _FIRST <= milliseconds(at) <= _LAST:
        return invalid(where, f"{where} {at.isoformat()} lies outside the years 1 to 9999 in UTC: correct the year.")
    return None


def read_moment(text: str, where: str) -> datetime | Problem:
    """Return the time that an ISO 8601 text states, or why it states none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return invalid(where, f"{where} takes an ISO time such as {EXAMPLE}, not {text[:40]!r}.")
    return check_moment(at, where) or at


def earlier(at: datetime, by: timedelta) -> datetime:
    """Return the time `by` before `at`, or the first one that the calendar has."""
    return moment(max(_FIRST, milliseconds(at) - by // _MILLISECOND))
