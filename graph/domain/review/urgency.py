"""How a task stands against the moment at which it should be decided, in business time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from graph.domain.kernel.business_time import ALWAYS, Calendar, after

WARNING_SHARE = 0.75
"""The share of its time after which a task counts as at risk, where nothing else is agreed."""
REVIEW_MINUTES = 480
"""The time for a review where nothing else is agreed."""


class SlaState(StrEnum):
    """ON_TRACK; AT_RISK when most of its time is used up; BREACHED once all of it is."""

    ON_TRACK = "ON_TRACK"
    AT_RISK = "AT_RISK"
    BREACHED = "BREACHED"


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a task goes when its time is over: another queue, a priority that it has at least, or both."""

    queue: str | None = None
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class Sla:
    """What was agreed for the tasks of a queue: the time for a review, when it warns, and the rung after it."""

    review_minutes: int = REVIEW_MINUTES
    warning_share: float = WARNING_SHARE
    calendar: Calendar = ALWAYS
    rung: Rung | None = None

    def clock(self, start: datetime) -> "TaskDeadlines":
        """Return the clock of a task that begins to wait at `start`."""
        return TaskDeadlines(after(self.calendar, start, self._warning), after(self.calendar, start, self._whole))

    def soon(self, now: datetime) -> datetime:
        """Return the due time up to which an open task is at risk now."""
        return after(self.calendar, now, self._whole - self._warning)

    @property
    def rungs(self) -> int:
        """Return how many rungs there are above the first queue."""
        return 0 if self.rung is None else 1

    @property
    def _whole(self) -> timedelta:
        return timedelta(minutes=self.review_minutes)

    @property
    def _warning(self) -> timedelta:
        return timedelta(seconds=round(self.review_minutes * 60 * self.warning_share))


@dataclass(frozen=True, slots=True)
class TaskDeadlines:
    """The two moments of a task: from the first on it is at risk, from the second on late."""

    at_risk_at: datetime
    due_at: datetime

    def state(self, now: datetime) -> SlaState:
        """Return how the task stands."""
        if now >= self.due_at:
            return SlaState.BREACHED
        return SlaState.AT_RISK if now >= self.at_risk_at else SlaState.ON_TRACK

    def look_again(self, state: SlaState, *, climbs: bool) -> datetime | None:
        """Return when a task in `state` must be looked at next; a late one as long as it `climbs`."""
        match state:
            case SlaState.ON_TRACK:
                return self.at_risk_at
            case SlaState.AT_RISK:
                return self.due_at
            case SlaState.BREACHED:
                return self.due_at if climbs else None
            case _:
                assert_never(state)
