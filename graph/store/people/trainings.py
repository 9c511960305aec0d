"""Whose training ends when, and what these people have open."""

from collections.abc import Sequence
from datetime import datetime

from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem, invalid
from graph.domain.review.task import TaskState
from graph.queries.people.trainings import TRAININGS_ENDING, TrainingsEndingParams, TrainingsEndingRow
from graph.store.kernel.store import Store
from graph.store.people.accounts import DEFAULT_COURSE

__all__ = ["MOST_ENDING", "TrainingsEndingRow", "trainings_ending"]

MOST_ENDING = 500
"""So many courses are listed, those that end first, and so many open tasks of each person."""
_HELD = [TaskState.RESERVED.value, TaskState.SUSPENDED.value]


async def trainings_ending(store: Store, since: datetime, until: datetime) -> Sequence[TrainingsEndingRow] | Problem:
    """Return the courses that end from `since` to before `until` and are not prolonged beyond, the first ones first."""
    if since >= until:
        return invalid("from", "from must lie before to: exchange the two.")
    moments = (milliseconds(since), milliseconds(until), milliseconds(store.clock.now()))
    return await store.graph.read(TRAININGS_ENDING, TrainingsEndingParams(*moments, DEFAULT_COURSE, _HELD, MOST_ENDING))
