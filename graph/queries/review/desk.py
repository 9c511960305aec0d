"""What a reviewer's desk shows beside tasks: queues, inputs, history and precedents."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class QueuesParams(NamedTuple):
    """Now in epoch ms; for each queue, and for others, the due time up to which a task is at risk; who asks."""

    now: int
    soon: Mapping[str, int]
    otherwise: int
    person_id: str


class QueueRow(NamedTuple):
    """A queue and how many of its open tasks there are, will soon be late, are late, and are held by who asks."""

    key: str
    name: str
    open: int
    at_risk: int
    breached: int
    mine: int


class CaseParams(NamedTuple):
    """Which case."""

    case_id: str


class InputsRow(NamedTuple):
    """The newest snapshot with its source, the score made on it (parallel lists), and the known features.

    `stated`: the values as the source last stated them, where a reviewer corrected them since. `first_answers` are
    those on an open case of a blind-first point, None of any other.
    """

    point: str
    stated: str | None
    snapshot: Stored
    findings: Sequence[str] | None
    row: int | None
    version: Stored | None
    dataset: str | None
    source: str | None
    prediction: Stored | None
    model: str | None
    policy_id: str | None
    features: Sequence[Stored]
    first_answers: Sequence[str] | None


class HistoryRow(NamedTuple):
    """Everything that happened to a case, each kind as a list of maps; values and packets as JSON texts.

    `blind`: it is judged by people who do not know what was decided.
    """

    case: Stored
    point: str
    changes: Sequence[Stored]
    questions: Sequence[Stored]
    notes: Sequence[Stored]
    decisions: Sequence[Stored]
    outcomes: Sequence[Stored]
    values: str
    revised: Stored | None
    packet: str | None
    earlier_packet: Stored | None
    earlier: Sequence[Stored]
    features: Sequence[Stored]
    blind: bool


class PrecedentsParams(NamedTuple):
    """Which case, known by when (None: its own time), how many at most; above `hub` cases an entity tells nothing."""

    case_id: str
    known_by: int | None
    hub: int
    related: int
    recent: int


class PrecedentsRow(NamedTuple):
    """The case's values and risk; candidates as [decision id, external id, values, risk, whether among the newest].

    `place` is that of the case in a log without a clock, where candidates were decided before it in that order.
    """

    external_id: str
    point: str
    bad_outcomes: Sequence[str] | None
    known_by: int
    place: int | None
    values: str
    risk: float | None
    features: Sequence[Stored]
    candidates: Sequence[Sequence[Any]]


class WithheldParams(NamedTuple):
    """Which predictions, evaluations and packets."""

    ids: Sequence[str]


class WithheldRow(NamedTuple):
    """One that advises on an open case of a blind-first point, and what was answered first there."""

    id: str
    answers: Sequence[str]


class SolutionsParams(NamedTuple):
    """Some decisions, and until when (ms) it was known by what their cases were solved."""

    decision_ids: Sequence[str]
    known_by: int


class SolutionsRow(NamedTuple):
    """By what so many similar cases were solved; of all `records` of it, `reopened` were opened again by `known_at`."""

    name: str
    similar: int
    records: int
    reopened: int
    known_at: int


class DurationsParams(NamedTuple):
    """Which task, before which decisions (sort key), at which moment (ms), and how many of the latest."""

    task_id: str
    before: str
    now: int
    recent: int


class DurationsRow(NamedTuple):
    """A task's queue, priority and beginning (ms), and whether it is open; [queue, priority, ms] of others."""

    queue: str
    priority: int | None
    since: int
    waits: bool
    ended: Sequence[tuple[str, int | None, int]]
    running: Sequence[tuple[str, int | None, int]]


QUEUES = Query("review/desk/queues.cypher", QueuesParams, QueueRow, Access.READ, hot=True)
INPUTS = Query("review/desk/inputs.cypher", CaseParams, InputsRow, Access.READ, hot=True)
WITHHELD = Query("review/desk/withheld.cypher", WithheldParams, WithheldRow, Access.READ, hot=True)
HISTORY = Query("review/desk/history.cypher", CaseParams, HistoryRow, Access.READ, hot=True)
SOLUTIONS = Query("review/desk/solutions.cypher", SolutionsParams, SolutionsRow, Access.READ, hot=True)
PRECEDENTS = Query("review/desk/precedents.cypher", PrecedentsParams, PrecedentsRow, Access.READ, hot=True)
DURATIONS = Query("review/desk/durations.cypher", DurationsParams, DurationsRow, Access.READ, hot=True)
