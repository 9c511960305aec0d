"""Rules that hold between the parts of a pack; each breach is a finding with its line and remedy."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations

from graph.domain.kernel.business_time import has_holidays
from ingestion.pack.case_findings import case_findings
from ingestion.pack.clock_findings import clock_findings
from ingestion.pack.columns import CellType
from ingestion.pack.findings import Finding
from ingestion.pack.masked_findings import masked_findings
from ingestion.pack.model import CalendarSpec, Pack, ShiftSpec
from ingestion.pack.references import reference_findings
from ingestion.pack.title_findings import title_findings
from ingestion.pack.yaml_lines import Document, Place

PROBE = datetime(2001, 2, 23, tzinfo=UTC)
"""A day whose year, month and day differ in every format, so that swapped parts are noticed."""


def rule_findings(pack: Pack, document: Document) -> list[Finding]:
    """Return every breach."""
    return [
        *_column_findings(pack, document),
        *reference_findings(pack, document),
        *case_findings(pack, document),
        *_point_findings(pack, document),
        *clock_findings(pack, document),
        *masked_findings(pack, document),
        *title_findings(pack, document),
    ]


def _column_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    names = Counter(column.id for column in pack.columns)
    for index, column in enumerate(pack.columns):
        place = ("columns", index)
        if names[column.id] > 1:
            names[column.id] = 1
            yield document.finding(place, f"Column `{column.id}` stands here twice.", "Keep one of them.")
        if column.reading is not None and column.type is not CellType.TEXT:
            fault = f"`{column.id}` is declared as {column.type}, and only a text is read as {column.reading}."
            remedy = f"Declare `type: text`, or take `as: {column.reading}` out."
            yield document.finding((*place, "as"), fault, remedy)
        yield from _format_findings(column.time_formats or [], (*place, "time_formats"), document)
    yield from _format_findings(pack.table.time_formats, ("table", "time_formats"), document)


def _format_findings(formats: list[str], place: tuple[str | int, ...], document: Document) -> Iterator[Finding]:
    for index, pattern in enumerate(formats):
        try:
            day = datetime.strptime(PROBE.strftime(pattern), pattern).date()  # noqa: DTZ007 - only the day is looked at
        except (ValueError, UnicodeError):
            day = None
        if "%Z" in pattern:
            yield document.finding(
                (*place, index),
                "`%Z` reads the name of a zone and forgets it.",
                "Use `%z` for offsets, or `time_zone`.",
            )
        elif day != PROBE.date():
            yield document.finding(
                (*place, index),
                f"`{pattern}` does not describe a day and time.",
                'Use the codes of Python\'s strptime, for example "%d/%m/%Y %H:%M".',
            )


def _point_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    point = pack.decision_point
    yield from _calendar_findings(point.calendar, document)
    yield from _review_time_findings(pack, document)


def _calendar_findings(calendar: CalendarSpec, document: Document) -> Iterator[Finding]:
    place: Place = ("decision_point", "calendar")
    shifts: list[tuple[Place, ShiftSpec]] = [(place, calendar)]
    shifts += [((*place, "shifts", index), shift) for index, shift in enumerate(calendar.shifts)]
    for at, shift in shifts:
        if shift.opens >= shift.closes:
            remedy = "Put `opens` first; a night is two shifts: one until 24:00, and one from 00:00 on the next day."
            yield document.finding((*at, "closes"), "The calendar closes before it opens.", remedy)
    for (_, earlier), (at, later) in combinations(shifts, 2):
        if earlier.opens < later.closes and later.opens < earlier.closes and set(earlier.days) & set(later.days):
            yield document.finding(at, "Two shifts overlap on a day.", "Write the hours of a day once.")


def _review_time_findings(pack: Pack, document: Document) -> Iterator[Finding]:
    point = pack.decision_point
    for index, rung in enumerate(point.escalation):
        place = ("decision_point", "escalation", index)
        if rung.queue is None and rung.priority is None:
            yield document.finding(place, "This rung changes nothing.", "Add `queue: {id, name}` or `priority: 9`.")
        if rung.queue is not None and rung.queue.id == point.queue.id:
            yield document.finding(
                (*place, "queue"), "This rung leads back to the same queue.", "Name another queue, or leave it out."
            )
    country = point.calendar.country
    if country is not None and not has_holidays(country):
        yield document.finding(
            ("decision_point", "calendar", "country"),
            f"No public holidays are known for `{country}`.",
            "Use an ISO 3166 code such as DE or DE-BY, or list the days under `holidays`.",
        )
