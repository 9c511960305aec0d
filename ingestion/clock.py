"""The demo clock: a log's times moved by whole weeks, so that one of its moments becomes now.

Without a clock nothing moves.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from graph.domain.kernel.row_moments import moment_of_text
from graph.errors import InvalidInput
from graph.store.registry.service_levels import weekdays_of
from ingestion.pack.model import Pack

WEEK = timedelta(weeks=1)
_MOMENTS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
"""How a person writes a time in a terminal."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What is history and what is still to come: the log's moment (UTC), and the weeks that make it now.

    `loaded_at` is when a log without a clock is loaded: of all that it tells nothing else is known.
    """

    as_of: datetime
    weeks: int
    loaded_at: datetime | None = None

    def moved(self, at: datetime) -> datetime:
        """Return a time of the log on the clock of today."""
        return at + self.weeks * WEEK if self.loaded_at is None else self.loaded_at


def shift_to(pack: Pack, now: datetime) -> Shift:
    """Find the whole weeks that bring `now` (aware) into the pack's window; weekday and hour stay.

    In a log of days nothing is open on a day off: it is read up to the same hour of the last working day.
    """
    if pack.demo.moment_between is None:
        return Shift(fixed_moment(pack), 0)
    local = now.astimezone(pack.zone)
    first = pack.demo.moment_between[0]
    weeks = (local.date() - first).days // 7
    return Shift(as_of=now.astimezone(UTC) - weeks * WEEK - _since_work(pack, local), weeks=weeks)


def _since_work(pack: Pack, local: datetime) -> timedelta:
    calendar = pack.decision_point.calendar
    if pack.clock.unit != "DAY":
        return timedelta()
    worked = weekdays_of([day for spec in (calendar, *calendar.shifts) for day in spec.days])
    return next(timedelta(days=back) for back in range(7) if (local.weekday() - back) % 7 in worked)


def shift_of(pack: Pack, as_of: datetime, now: datetime) -> Shift:
    """Fix the log's moment (naive: on the log's own clock) and move it to the last such weekday and hour."""
    if as_of.tzinfo is None:
        as_of = as_of.replace(tzinfo=pack.zone)
    weeks = max(0, (now - as_of) // WEEK) if pack.clock.has_times else 0
    return Shift(as_of=as_of.astimezone(UTC), weeks=weeks)


def given_moment(pack: Pack, text: str, option: str) -> datetime:
    """Return the moment that an option names: a time on the log's own clock (naive), or such as `row 9600` without one.

    Raises InvalidInput.
    """
    row = moment_of_text(text)
    if not pack.clock.has_times:
        if row is None:
            message = (
                f"{option} {text}: rows of pack {pack.pack} have no time. Name one by its place: {option} 'row 9600'."
            )
            raise InvalidInput(message)
        return row
    for pattern in _MOMENTS:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007  # on the log's own clock
        except ValueError:
            continue
    raise InvalidInput(f"{option} {text} is no time of the log: write it as 2026-01-07 or 2026-01-07T10:00.")


def fixed_moment(pack: Pack) -> datetime:
    """Return the moment at which tests hold the demo (UTC)."""
    return pack.demo.moment.replace(tzinfo=pack.zone).astimezone(UTC)
