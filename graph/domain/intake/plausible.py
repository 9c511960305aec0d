"""Plausible times: what happened before a point's first plausible day, or is still to come, is a default or a slip."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from graph.domain.kernel.moments import shown
from graph.domain.kernel.problems import Problem, invalid

FIRST_PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
"""Where a point names no other day: later than the zero days of computers (year 1, 1900, 1970, 1980), which stand for
"unknown" in exports, and earlier than nearly all records that are still decided on."""
CLOCK_TOLERANCE = timedelta(seconds=60)
"""Clocks of two systems that are both kept right differ by less."""


@dataclass(frozen=True, slots=True)
class Span:
    """Between which moments (aware) the times of a case are plausible; `latest` is None for what is planned ahead."""

    first: datetime
    latest: datetime | None


def span_until(first: datetime, now: datetime) -> Span:
    """Return the span of what has happened by `now`, on a sender's clock."""
    return Span(first, now + CLOCK_TOLERANCE)


def check_plausible(at: datetime, where: str, span: Span) -> Problem | None:
    """Refuse a time outside the plausible span."""
    fault = implausible(at, where, span)
    return None if fault is None else invalid(where, f"{fault}. Correct it, or leave the case out.")


def implausible(at: datetime, where: str, span: Span) -> str | None:
    """Say in words what is wrong with a time outside the plausible span: it taints a row of a file."""
    if at >= span.first and (span.latest is None or at <= span.latest):
        return None
    until = "on" if span.latest is None else "until now"
    return f"{where} {shown(at)} is not plausible here, where times go from {span.first:%Y-%m-%d} {until}"
