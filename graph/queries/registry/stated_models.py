"""Model versions as another registry states them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.registry import ModelVersionUpdate


@dataclass(frozen=True, slots=True)
class NamedModelRow(Row):
    """A model by its key, which is its name; the id is used where it is new."""

    id: str
    key: str
    name: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class NamedVersionRow(Row):
    """A version by its key, as it is created where it is new; known since another registry has it."""

    id: str
    key: str
    version: str
    words: str
    stage: str
    known_at: int
    recorded_at: int


@dataclass(frozen=True, slots=True)
class StatedTrainingRow(Row):
    """The training of a version, in words, with its times where they are stated."""

    id: str
    protocol: str
    started_at: int | None
    ended_at: int | None
    recorded_at: int


@dataclass(frozen=True, slots=True)
class StatedVersionRow(Row):
    """What is stated of a version, with its record; `training` holds one or none."""

    model: NamedModelRow
    version: NamedVersionRow
    stated: ModelVersionUpdate
    training: Sequence[StatedTrainingRow]
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class StatedKeysParams(NamedTuple):
    """Pairs of the keys of a model and of its version."""

    keys: Sequence[Sequence[str]]


class HeldStatementRow(NamedTuple):
    """A version as it is held: its id and the digest of what was stated, and whether its model is our own."""

    key: str
    id: str | None
    digest: str | None
    own: bool


class WrittenRow(NamedTuple):
    """How many versions were written."""

    written: int


STATED_VERSIONS = Query("registry/stated_versions.cypher", StatedKeysParams, HeldStatementRow, Access.READ)
STATE_VERSIONS = Query("registry/state_versions.cypher", Rows[StatedVersionRow], WrittenRow, Access.WRITE)
