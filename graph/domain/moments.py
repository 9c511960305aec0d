"""Times as they are stored: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """Return the stored form of an aware time."""
    return (at - _EPOCH) // _MILLISECOND


def moment(stored: int) -> datetime:
    """Return the time, aware in UTC, of its stored form."""
    return _EPOCH + stored * _MILLISECOND
