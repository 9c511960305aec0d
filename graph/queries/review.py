"""Tasks: what the rules must know of one, and each move it can make."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.queries._query import Access, Query
from graph.queries._rows import Rows, Verdict

Stored = Mapping[str, Any]


class FactsRow(NamedTuple):
    """All that the rules of claim and verdict read, as maps of stored properties; absent nodes are null.

    `place` is that of the row asked with, which holds `taskId`, `personId` and the idempotency `key`.
    """

    place: int
    task: Stored
    case: Stored
    packet: Stored | None
    policy: Stored | None
    model_authors: Sequence[str]
    requester: str | None
    requester_name: str | None
    outside_requester: str | None
    holder_name: str | None
    ties: Sequence[Stored]
    acts_for: Sequence[str]
    trainings: Sequence[Stored]
    requester_ties: Sequence[str]
    person_key: str
    rights_epoch: int
    point: str
    point_epoch: int
    used: Stored | None


FACTS = Query("review/facts.cypher", Rows, FactsRow, Access.READ, hot=True)
CLAIM = Query("review/claim.cypher", Rows, Verdict, Access.WRITE, hot=True)
DECIDE = Query("review/decide.cypher", Rows, Verdict, Access.WRITE, hot=True)
MOVE = Query("review/move.cypher", Rows, Verdict, Access.WRITE, hot=True)


class NextParams(NamedTuple):
    """A range of sort keys, the moment (ms) that judges expired leases, and who must not have abstained."""

    after: str
    before: str
    now: int
    person_id: str
    limit: int


class NextRow(NamedTuple):
    """A task that is free, or whose lease has run out."""

    task_id: str
    sort_key: str


NEXT = Query("review/next.cypher", NextParams, NextRow, Access.READ, hot=True)


class QuestionParams(NamedTuple):
    """Which question is answered."""

    question_id: str


class QuestionRow(NamedTuple):
    """The task that waits for the answer and the person who asked."""

    task_id: str
    holder_id: str | None
    answered: bool


class UndoFactsParams(NamedTuple):
    """Which decision is to be taken back."""

    decision_id: str


class UndoFactsRow(NamedTuple):
    """Task and decider (None where nobody but the gate decided), and the event that announces the decision."""

    task_id: str | None
    decider_id: str | None
    event_state: str
    deliver_after: int


QUESTION = Query("review/question.cypher", QuestionParams, QuestionRow, Access.READ, hot=True)
ANSWER = Query("review/answer.cypher", Rows, Verdict, Access.WRITE, hot=True)
UNDO_FACTS = Query("review/undo_facts.cypher", UndoFactsParams, UndoFactsRow, Access.READ, hot=True)
UNDO = Query("review/undo.cypher", Rows, Verdict, Access.WRITE, hot=True)
