"""Declared edges that begin and end, and what people open by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Nothing, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.intake import CategoryRecord, ConstraintRecord
from graph.records.people import TeamRecord


class CurrentParams(NamedTuple):
    """The database's own names of a node and, where there is one, of the target; the relation's type."""

    element: str
    target: str | None
    relation: str


class CurrentRow(NamedTuple):
    """[target id, kind of tie, since (ms)] of each current edge; ids of all targets ever, and of what is above."""

    current: Sequence[tuple[str, str | None, int]]
    ever: Sequence[str]
    above: Sequence[str]


class RegisteredForParams(NamedTuple):
    """The keys of a decision point, of the policy that stands for practice before it, and of its dataset."""

    point: str
    practice: str
    dataset: str


class RegisteredForRow(NamedTuple):
    """A registered node, and whether it ever had an owner."""

    id: str
    labels: Sequence[str]
    key: str
    owned: bool


@dataclass(frozen=True, slots=True)
class BeginningRow(Row):
    """A node to which an edge begins to lead: the database's name of it, its id, and the kind of a tie."""

    element: str
    id: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class ChangeRow(Row):
    """A change of a node's edges of one relation; `expected` and `ended` hold the keys of their ends, in order."""

    write_id: str
    source: str
    source_id: str
    relation: str
    expected: Sequence[str]
    ended: Sequence[str]
    began: Sequence[BeginningRow]
    at: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class OpenRow(Row):
    """A team, category or constraint to create, and the category that it lies in, if any."""

    kind: str
    node: TeamRecord | CategoryRecord | ConstraintRecord
    parents: Sequence[str]
    at: int
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class ListedParams(NamedTuple):
    """A kind, the key after which to go on, how many nodes and edges each way at most, as of when (ms; None: now)."""

    kind: str
    after: str
    limit: int
    most: int
    as_of: int | None
    ended: bool = False


class EntryParams(NamedTuple):
    """The database's own name of a node, how many edges each way at most, as of when, and whether ended ones too."""

    element: str
    most: int
    as_of: int | None = None
    ended: bool = True


class ListedRow(NamedTuple):
    """A node's facts; its edges each way, as maps with the facts of their `other` end; [edge, count] of its uses."""

    facts: Stored
    leads: Sequence[Stored]
    comes: Sequence[Stored]
    uses: Sequence[tuple[str, int]]


class KeysParams(NamedTuple):
    """A kind, the key after which to go on, and how many at most."""

    kind: str
    after: str
    limit: int


class KeysRow(NamedTuple):
    """A node's id and key."""

    id: str
    key: str


class TotalsRow(NamedTuple):
    """[kind, how many] of every kind."""

    totals: Sequence[tuple[str, int]]


class NamedNodeParams(NamedTuple):
    """A kind of registered node, and a key of it."""

    kind: str
    key: str


class NamedNodeRow(NamedTuple):
    """The node's id."""

    id: str


KEYS = Query("registry/relations/keys.cypher", KeysParams, KeysRow, Access.READ, hot=True)
TOTALS = Query("registry/relations/totals.cypher", Nothing, TotalsRow, Access.READ, hot=True)
ENTRY = Query("registry/relations/entry.cypher", EntryParams, ListedRow, Access.READ, hot=True)
LISTED = Query("registry/relations/listed.cypher", ListedParams, ListedRow, Access.READ, hot=True)
REGISTERED_FOR = Query(
    "registry/relations/registered_for.cypher", RegisteredForParams, RegisteredForRow, Access.READ, hot=True
)
CURRENT = Query("registry/relations/current.cypher", CurrentParams, CurrentRow, Access.READ, hot=True)
NAMED_NODE = Query("registry/relations/named_node.cypher", NamedNodeParams, NamedNodeRow, Access.READ, hot=True)
CHANGE = Query(
    "registry/relations/change.cypher", Rows[ChangeRow | Keyed[ChangeRow]], VerdictRow, Access.WRITE, hot=True
)
OPEN = Query("registry/relations/open.cypher", Rows[Keyed[OpenRow]], VerdictRow, Access.WRITE, hot=True)
