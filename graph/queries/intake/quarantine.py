"""Refused rows: what is done with them, pages of them, and the mended ones of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Nothing, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.intake import QuarantinedRowUpdate


@dataclass(frozen=True, slots=True)
class RowChangeRow(Row):
    """A change of a refused row of a version, with its record."""

    write_id: str
    row_id: str
    version: int
    refused: QuarantinedRowUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class RowPageParams(NamedTuple):
    """Between which sort keys, of which pack (None: any), and how many."""

    after: str
    end: str
    pack: str | None
    limit: int


class QuarantinedRowRow(NamedTuple):
    """A refused row as stored, and the load that refused it."""

    refused: Stored
    run_id: str
    pack: str
    file: str


class RowParams(NamedTuple):
    """A refused row's id."""

    id: str


class MendedParams(NamedTuple):
    """How the keys of a file's rows begin."""

    file: str


class MendedRow(NamedTuple):
    """A mended row: its line, its state, and the mended cells as JSON."""

    id: str
    line: int
    state: str
    mended: str


class WaitingFileRow(NamedTuple):
    """A file with rows that wait to be read again."""

    pack: str
    file: str
    sha256: str
    rows: int


CHANGE_ROW = Query(
    "intake/quarantine/change.cypher", Rows[RowChangeRow | Keyed[RowChangeRow]], VerdictRow, Access.WRITE, hot=True
)
ROW_PAGE = Query("intake/quarantine/page.cypher", RowPageParams, QuarantinedRowRow, Access.READ, hot=True)
ONE_ROW = Query("intake/quarantine/row.cypher", RowParams, QuarantinedRowRow, Access.READ, hot=True)
MENDED_ROWS = Query("intake/quarantine/mended.cypher", MendedParams, MendedRow, Access.READ, hot=True)
WAITING_FILES = Query("intake/quarantine/waiting.cypher", Nothing, WaitingFileRow, Access.READ, hot=True)
