"""Courses that end, with what hangs on them."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query


class TrainingsEndingParams(NamedTuple):
    """From when to before when (ms); the course that counts where a point names none; states of tasks that are held.

    `limit`: how many courses, and how many tasks of each person.
    """

    since: int
    until: int
    now: int
    default_course: str
    held: Sequence[str]
    limit: int


class TrainingsEndingRow(NamedTuple):
    """A person's course that ends (ms), the points that demand it, and open tasks as (id, case, due time in ms)."""

    person_id: str
    person: str
    course: str
    ends: int
    points: Sequence[str]
    tasks: Sequence[tuple[str, str, int | None]]


TRAININGS_ENDING = Query(
    "people/trainings_ending.cypher", TrainingsEndingParams, TrainingsEndingRow, Access.READ, hot=True
)
