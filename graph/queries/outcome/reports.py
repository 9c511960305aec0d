"""Outcomes: which decision one belongs to, and how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord
from graph.records.outcome import OutcomeRecord


class SubjectParams(NamedTuple):
    """A decision by its id, or a case by its key; `key_tail` is what follows the decision's id in the outcome's key."""

    decision_id: str | None
    case_key: str | None
    key_tail: str
    kind: str
    value: str


class SubjectRow(NamedTuple):
    """The decision, its case and point, by whom and when it was taken back.

    `of_kind` counts its outcomes of the report's kind; `before` are those with the report's externalId, or that state
    another truth value.
    """

    decision_id: str
    action: str
    decided_at: int
    case_id: str
    point: str
    state: str
    undone_at: int | None
    undone_by: str | None
    of_kind: int
    before: Sequence[Stored]


@dataclass(frozen=True, slots=True)
class OutcomeReportRow(Row):
    """An outcome of a decision, with its audit entry, while the decision has so many of its kind.

    `corrects` are the ids of those that it replaces.
    """

    write_id: str
    case_id: str
    decision_id: str
    of_kind: int
    corrects: Sequence[str]
    outcome: OutcomeRecord
    audit: AuditEntryRecord


SUBJECT = Query("outcome/subject.cypher", SubjectParams, SubjectRow, Access.READ, hot=True)
RECORD = Query("outcome/record.cypher", Rows[Keyed[OutcomeReportRow]], VerdictRow, Access.WRITE, hot=True)
