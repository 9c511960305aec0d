"""What was agreed for a queue, as it is stored and as the rules take it."""

from collections.abc import Sequence
from datetime import date

from graph.domain.kernel.business_time import ALWAYS, MINUTES_OF_DAY, WEEK, Calendar, WorkShift
from graph.domain.kernel.stored import Stored
from graph.domain.review.urgency import REVIEW_MINUTES, WARNING_SHARE, Rung, Sla
from graph.records.registry import CalendarUpdate, SlaUpdate

_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def sla_update(sla: Sla) -> SlaUpdate:
    """Return the stored form of an agreement without its calendar."""
    rung = sla.rung or Rung()
    return SlaUpdate(
        review_minutes=sla.review_minutes,
        warning_share=sla.warning_share,
        escalation_queue=rung.queue,
        escalation_priority=rung.priority,
    )


def calendar_update(calendar: Calendar) -> CalendarUpdate:
    """Return the stored form of a calendar."""
    return CalendarUpdate(
        zone=calendar.zone,
        opens_at=_clock(calendar.opens),
        closes_at=_clock(calendar.closes),
        days=[_DAYS[day] for day in sorted(calendar.days)],
        country=calendar.country,
        holidays=[day.isoformat() for day in sorted(calendar.holidays)],
        further_shifts=[_shift_text(one) for one in calendar.further],
    )


def sla_of(stored: Stored | None, calendar: Stored | None) -> Sla:
    """Return an agreement; what is missing is as where nothing was agreed."""
    settings: Stored = stored or {}
    rung = Rung(settings.get("escalationQueue"), settings.get("escalationPriority"))
    return Sla(
        review_minutes=settings.get("reviewMinutes") or REVIEW_MINUTES,
        warning_share=settings.get("warningShare") or WARNING_SHARE,
        calendar=calendar_of(calendar),
        rung=None if rung == Rung() else rung,
    )


def calendar_of(stored: Stored | None) -> Calendar:
    """Return a calendar; every minute counts where there is none."""
    if stored is None or stored["zone"] is None:
        return ALWAYS
    return Calendar(
        zone=stored["zone"],
        opens=minutes_of(stored["opensAt"] or "00:00"),
        closes=minutes_of(stored["closesAt"] or _clock(MINUTES_OF_DAY)),
        days=frozenset(map(_DAYS.index, stored["days"])) if stored["days"] else WEEK,
        holidays=frozenset(map(date.fromisoformat, stored["holidays"] or ())),
        country=stored["country"],
        further=tuple(_shift(one) for one in stored["furtherShifts"] or ()),
    )


def _shift_text(shift: WorkShift) -> str:
    days = " ".join(_DAYS[day] for day in sorted(shift.days))
    return f"{days} {_clock(shift.opens)}-{_clock(shift.closes)}"


def _shift(text: str) -> WorkShift:
    *days, hours = text.split(" ")
    opens, closes = hours.split("-")
    return WorkShift(minutes_of(opens), minutes_of(closes), weekdays_of(days))


def weekdays_of(names: Sequence[str]) -> frozenset[int]:
    """Return weekdays by their names, MON to SUN, as numbers from 0."""
    return frozenset(map(_DAYS.index, names))


def minutes_of(clock: str) -> int:
    """Return the minutes after midnight of a time of day such as 08:00; 24:00 ends the day."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
