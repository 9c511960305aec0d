"""Delegations: made, ended, listed, and what is to be reassigned now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.people import DelegationRecord


@dataclass(frozen=True, slots=True)
class DelegateRow(Row):
    """A delegation that is made: whom to lock in which order, their rights as they were read, then what is written."""

    write_id: str
    people: Sequence[str]
    delegator_epoch: int
    delegate_epoch: int
    kind: str
    granted: DelegationRecord
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class EndDelegationRow(Row):
    """A delegation that ends before its time, from when on (ms)."""

    write_id: str
    people: Sequence[str]
    delegation_id: str
    kind: str
    ended_at: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class DelegationDraftParams(NamedTuple):
    """The accounts of both people, and the role that both must have."""

    delegator: str
    delegate: str
    role: str


class DelegationDraftRow(NamedTuple):
    """Both people with their rights (None where the account does not review), and who near them acts for whom."""

    delegator: Stored | None
    delegate: Stored | None
    links: Sequence[Stored]


class DelegationsParams(NamedTuple):
    """Which: one by its id, those of a person on either side, those that run on after a moment (ms); None: all."""

    delegation: str | None
    person: str | None
    since: int | None
    limit: int


class DelegationsRow(NamedTuple):
    """A delegation with the names of its people and of who made it, and how many reviews were done by it."""

    delegation: Stored
    delegator: str | None
    delegate: str | None
    made_by: str | None
    reviews: int


class DueDelegationsParams(NamedTuple):
    """Now (ms), and how many at most."""

    now: int
    limit: int


class DueDelegationRow(NamedTuple):
    """A delegation of which tasks are to be reassigned now, and the people whose tasks these may be (node ids)."""

    delegation: Stored
    people: Sequence[str]


class LookedParams(NamedTuple):
    """A delegation, the moment (ms) it was due at, and when it is due next; None: never."""

    delegation: str
    seen: int
    next: int | None


class LookedRow(NamedTuple):
    """The delegation."""

    id: str


DELEGATE = Query("people/delegation/grant.cypher", Rows[Keyed[DelegateRow]], VerdictRow, Access.WRITE, hot=True)
END = Query("people/delegation/end.cypher", Rows[Keyed[EndDelegationRow]], VerdictRow, Access.WRITE, hot=True)
DRAFT = Query("people/delegation/draft.cypher", DelegationDraftParams, DelegationDraftRow, Access.READ, hot=True)
DELEGATIONS = Query("people/delegation/list.cypher", DelegationsParams, DelegationsRow, Access.READ, hot=True)
DUE = Query("people/delegation/due.cypher", DueDelegationsParams, DueDelegationRow, Access.READ, hot=True)
LOOKED = Query("people/delegation/looked.cypher", LookedParams, LookedRow, Access.WRITE, hot=True)
