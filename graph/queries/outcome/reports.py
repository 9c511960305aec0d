"""Outcomes: which decision one belongs to, and how it is written."""

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


class SubjectRow(NamedTuple):
    """The decision, its case and point, by whom and when it was taken back, and the outcome if it is there already."""

    decision_id: str
    action: str
    decided_at: int
    case_id: str
    point: str
    state: str
    undone_at: int | None
    undone_by: str | None
    seen: Stored | None


@dataclass(frozen=True, slots=True)
class OutcomeReportRow(Row):
    """An outcome of a decision, with its audit entry."""

    write_id: str
    case_id: str
    decision_id: str
    outcome: OutcomeRecord
    audit: AuditEntryRecord


SUBJECT = Query("outcome/subject.cypher", SubjectParams, SubjectRow, Access.READ, hot=True)
RECORD = Query("outcome/record.cypher", Rows[Keyed[OutcomeReportRow]], VerdictRow, Access.WRITE, hot=True)
