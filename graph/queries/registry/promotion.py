"""Versions of our own models: how they stand, and the changes of which one is in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.registry import ModelVersionUpdate


class VersionParams(NamedTuple):
    """A model version's id."""

    id: str


class VersionFactsRow(NamedTuple):
    """A version and its model, as maps; the keys of the model's active version and of another proposed one."""

    version: Stored
    model: Stored
    active: str | None
    other: str | None


class ModelVersionsParams(NamedTuple):
    """The key of a decision point or the id of a model (the other None), and how many versions at most."""

    point: str | None
    model: str | None
    limit: int


class ModelVersionRow(NamedTuple):
    """A version with its model and its training, as maps, and the names of who proposed and who approved it."""

    model: Stored
    version: Stored
    run: Stored | None
    proposer: str | None
    approver: str | None
    datasets: int


@dataclass(frozen=True, slots=True)
class PromotionRow(Row):
    """A change of a version: tokens first, then what is written; `point` moves on where the active version changes."""

    write_id: str
    version_id: str
    stage: str
    proposed_at: int
    active: str | None
    version: ModelVersionUpdate
    point: str | None
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


VERSION_FACTS = Query("registry/promotion/facts.cypher", VersionParams, VersionFactsRow, Access.READ, hot=True)
VERSIONS = Query("registry/promotion/versions.cypher", ModelVersionsParams, ModelVersionRow, Access.READ, hot=True)
CHANGE_VERSION = Query(
    "registry/promotion/change.cypher", Rows[Keyed[PromotionRow]], VerdictRow, Access.WRITE, hot=True
)
