"""Cases, tasks and decisions with what belongs to each."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class IdsParams(NamedTuple):
    """Which ones, in the order of the answer."""

    ids: Sequence[str]


class TaskIdsParams(NamedTuple):
    """Which tasks, in the order of the answer, and whether with the content of their packets."""

    ids: Sequence[str]
    whole: bool


class CaseRow(NamedTuple):
    """A case, its latest gate verdict and score, its decision in force and its open task.

    `first_answers` are those on an open case of a blind-first point, None of any other.
    """

    case: Stored
    point: str
    gate: Stored | None
    prediction: Stored | None
    decision_id: str | None
    task_id: str | None
    first_answers: Sequence[str] | None


class TaskDetailsRow(NamedTuple):
    """A task with its case and point, what it presents, and the tasks of its round where several people judge.

    `first_answers` as of its case; `appeal`: why people look at its decision again, where they may know;
    `suggested`: to whom it is suggested while it is free.
    """

    task: Stored
    case: Stored
    point: Stored
    first_answers: Sequence[str] | None
    appeal: Stored | None
    queue: str
    holder: str | None
    held_for: str | None
    suggested: str | None
    packet: Stored | None
    gate: Stored | None
    prediction: Stored | None
    further: Sequence[Stored]
    quality: str | None
    policy_id: str | None
    questions: Sequence[Stored]
    peers: Sequence[Stored]
    correction: Stored | None


class DecisionRow(NamedTuple):
    """A decision, who took it, under which policy version, what came of it, and its note (`text`, `erased`)."""

    decision: Stored
    case_id: str
    external_id: str
    point: str
    decider: str | None
    policy_id: str | None
    entry: Stored | None
    outcomes: Sequence[Stored]
    note: Stored


CASES = Query("decision/details/cases.cypher", IdsParams, CaseRow, Access.READ, hot=True)
TASKS = Query("decision/details/tasks.cypher", TaskIdsParams, TaskDetailsRow, Access.READ, hot=True)
DECISIONS = Query("decision/details/decisions.cypher", IdsParams, DecisionRow, Access.READ, hot=True)
