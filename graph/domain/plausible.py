"""Plausible times: what happened before a decision point's first plausible day is a default or a slip, not history."""

from datetime import UTC, datetime, timedelta

from graph.domain.moments import shown
from graph.domain.problems import Problem, invalid

FIRST_PLAUSIBLE = datetime(1990, 1, 1, tzinfo=UTC)
"""Where a point names no other day: later than the zero days of computers (year 1, 1900, 1970, 1980), which stand for
"unknown" in exports, and earlier than nearly all records that are still decided on."""
CLOCK_TOLERANCE = timedelta(seconds=60)
"""Clocks of two systems that are both kept right differ by less."""


def check_plausible(at: datetime, where: str, first: datetime) -> Problem | None:
    """Refuse a time before a point's first plausible day; that it is not to come is judged with the time of knowing."""
    fault = implausible(at, where, first)
    return None if fault is None else invalid(where, f"{fault}. Correct it, or leave the case out.")


def implausible(at: datetime, where: str, first: datetime) -> str | None:
    """Say in words what is wrong with a time before a point's first plausible day: it taints a row of a file."""
    if at >= first:
        return None
    return f"{where} {shown(at)} is not plausible here, where times go from {first:%Y-%m-%d} until now"
