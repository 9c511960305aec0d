"""Courses: whose count until when, who completed which, and which end with what hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.people import TrainingRecord


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


class TrainingFactsParams(NamedTuple):
    """An account, a course, and the moment now (ms)."""

    account: str
    course: str
    now: int


class TrainingFactsRow(NamedTuple):
    """The node an account acts as, whether that is a person, and until when (ms) the course counts: one or none."""

    acts_as: str
    human: bool
    running: Sequence[int]


@dataclass(frozen=True, slots=True)
class TrainingRow(Row):
    """A course that counts until `valid_until` (ms); `running_until` as it was read, one or none."""

    write_id: str
    account: str
    training: TrainingRecord
    running_until: Sequence[int]
    valid_until: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class HeldTrainingsParams(NamedTuple):
    """The moment now (ms)."""

    now: int


class HeldTrainingsRow(NamedTuple):
    """A course that counts for an account's person, and until when (ms)."""

    account: str
    course: str
    until: int


TRAINING_FACTS = Query("people/training/facts.cypher", TrainingFactsParams, TrainingFactsRow, Access.READ, hot=True)
COMPLETE = Query("people/training/record.cypher", Rows[Keyed[TrainingRow]], VerdictRow, Access.WRITE, hot=True)
HELD_TRAININGS = Query("people/training/held.cypher", HeldTrainingsParams, HeldTrainingsRow, Access.READ, hot=True)
TRAININGS_ENDING = Query(
    "people/trainings_ending.cypher", TrainingsEndingParams, TrainingsEndingRow, Access.READ, hot=True
)
