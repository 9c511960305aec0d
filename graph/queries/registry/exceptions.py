"""Exceptions to rows of policies: granted, revoked and listed, and what the gate must know of a case for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.registry import ExceptionGrantRecord


@dataclass(frozen=True, slots=True)
class GrantRow(Row):
    """An exception that is granted at a point: its tokens first, then what is written."""

    write_id: str
    point: str
    point_epoch: int
    policy: str
    granted: ExceptionGrantRecord
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class RevokeRow(Row):
    """An exception that ends before its time, from when on (ms)."""

    write_id: str
    point: str
    exception_id: str
    revoked_at: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


GRANT = Query("registry/exception/grant.cypher", Rows[Keyed[GrantRow]], VerdictRow, Access.WRITE, hot=True)
REVOKE = Query("registry/exception/revoke.cypher", Rows[Keyed[RevokeRow]], VerdictRow, Access.WRITE, hot=True)


class DraftParams(NamedTuple):
    """A row at a point, its scope and subject (node id), who grants (node id) and who asks (key), and now (ms)."""

    point: str
    rule: str
    scope: str
    subject: str
    granter: str
    asker: str
    now: int


class DraftRow(NamedTuple):
    """Who asks and what it is for (None where there is no such), and what is open; `same`: the id of one alike."""

    asker_id: str | None
    subject_name: str | None
    gains: bool
    open_ones: int
    same: str | None
    point_epoch: int


DRAFT = Query("registry/exception/draft.cypher", DraftParams, DraftRow, Access.READ, hot=True)


class WaivableCaseParams(NamedTuple):
    """A case by its id; of one that is new, the keys of its entities and its people. And who granted (node ids)."""

    case_id: str
    entity_keys: Sequence[str]
    people: Sequence[str]
    granters: Sequence[str]


class WaivableCaseRow(NamedTuple):
    """The ids of what a case is about, and of those of the granters who gain by it."""

    entities: Sequence[str]
    categories: Sequence[str]
    gainers: Sequence[str]


WAIVABLE_CASE = Query("registry/exception/case.cypher", WaivableCaseParams, WaivableCaseRow, Access.READ, hot=True)


class ExceptionsParams(NamedTuple):
    """Which exceptions: of a point, one by id, revoked or not, by their end (ms; after, up to); None: of all."""

    after: str
    point: str | None
    exception: str | None
    revoked: bool | None
    ends_after: int
    ends_until: int
    limit: int


class ExceptionsRow(NamedTuple):
    """An exception with the names of who and what it is about; `governs`: its policy version is the one in use."""

    exception: Stored
    point: str
    policy_id: str
    governs: bool
    subject_name: str | None
    granter: str | None
    asker: str | None
    revoker: str | None
    revoke_reason: str | None
    decisions: int


EXCEPTIONS = Query("registry/exception/list.cypher", ExceptionsParams, ExceptionsRow, Access.READ, hot=True)
