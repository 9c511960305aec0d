"""Pairs of business entities that may be one: proposed, paged, and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Nothing, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.intake import IdentityMatchRecord, IdentityMatchUpdate


class EntitiesParams(NamedTuple):
    """After which key, and how many."""

    after: str
    limit: int


class NamedEntityRow(NamedTuple):
    """A business entity by its key, id, kind and name."""

    key: str
    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ProposalRow(Row):
    """A pair that may be one, and the ids of both."""

    match: IdentityMatchRecord
    first: str
    second: str


class ProposedRow(NamedTuple):
    """How many pairs were new."""

    added: int


class MatchPageParams(NamedTuple):
    """Between which sort keys, and how many."""

    after: str
    end: str
    limit: int


class MatchParams(NamedTuple):
    """A pair's id."""

    id: str


class StoredMatchRow(NamedTuple):
    """A pair as stored, with both entities and the change that it stands by (null: none yet)."""

    match: Stored
    entities: Sequence[Stored]
    decided: Stored | None


class EvidenceParams(NamedTuple):
    """Keys of pairs."""

    keys: Sequence[str]


class EvidenceRow(NamedTuple):
    """An untouched pair, what the graph holds of both entities by id order, and whether one case concerns both."""

    match: Stored
    entities: Sequence[Stored]
    in_one_case: bool


class AgentParams(NamedTuple):
    """A program by key, id and name; `at` in epoch ms."""

    key: str
    id: str
    name: str
    at: int


class CountedRow(NamedTuple):
    """How many there are."""

    total: int


class WaitingMatchesParams(NamedTuple):
    """Between which sort keys, counted up to how many."""

    after: str
    end: str
    most: int


@dataclass(frozen=True, slots=True)
class MatchRow(Row):
    """What was decided about a pair of a version, with its record."""

    write_id: str
    match_id: str
    version: int
    match: IdentityMatchUpdate
    first: str
    second: str
    at: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


ENTITIES = Query("registry/identity/entities.cypher", EntitiesParams, NamedEntityRow, Access.READ, hot=True)
PROPOSE = Query("registry/identity/propose.cypher", Rows[ProposalRow], ProposedRow, Access.WRITE, hot=True)
MATCH_PAGE = Query("registry/identity/page.cypher", MatchPageParams, StoredMatchRow, Access.READ, hot=True)
ONE_MATCH = Query("registry/identity/match.cypher", MatchParams, StoredMatchRow, Access.READ, hot=True)
CHANGE_MATCH = Query(
    "registry/identity/change.cypher", Rows[MatchRow | Keyed[MatchRow]], VerdictRow, Access.WRITE, hot=True
)
ENTITY_COUNT = Query("registry/identity/entity_count.cypher", Nothing, CountedRow, Access.READ, hot=True)
WAITING = Query("registry/identity/waiting.cypher", WaitingMatchesParams, CountedRow, Access.READ, hot=True)
EVIDENCE = Query("registry/identity/evidence.cypher", EvidenceParams, EvidenceRow, Access.READ, hot=True)
ENSURE_AGENT = Query("registry/identity/ensure_agent.cypher", AgentParams, CountedRow, Access.WRITE, hot=True)
