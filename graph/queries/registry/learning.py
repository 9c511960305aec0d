"""Challengers: trained beside the version in use, registered, and scoring live cases for comparison alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.registry import ModelVersionRecord, TrainingRunRecord


class ModelsInUseParams(NamedTuple):
    """The key of a decision point."""

    point: str


class ModelInUseRow(NamedTuple):
    """A model by key with its active version and its challenger, as maps; when its newest version was trained (ms)."""

    model: str
    target: str
    primary: bool
    rows: int
    active: Stored
    challenger: Stored | None
    trained_at: int
    point: Stored


@dataclass(frozen=True, slots=True)
class ChallengerRow(Row):
    """A challenger with its training; the key of the version beside which it stands, and the data by id."""

    active: str
    version: ModelVersionRecord
    training: TrainingRunRecord
    datasets: Sequence[str]
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class RegisteredChallengerRow(NamedTuple):
    """The version's id, and how many features and dataset versions it is tied to."""

    id: str
    features: int
    versions: int


class UnshadowedCasesParams(NamedTuple):
    """A point, a model, the sort key after which to go on, and how many cases of all points at most."""

    point: str
    model: str
    after: str
    limit: int


class UnshadowedCaseRow(NamedTuple):
    """A case, whether it still waits for its score, and the data on which the version in use scored it, if it did."""

    sort_key: str
    waits: bool
    external_id: str
    snapshot: Stored | None


class AddLiveShadowsParams(NamedTuple):
    """One item a score in each list; `lock` is any fresh text; up to which sort key all is done; `at` in ms."""

    model: str
    lock: str
    shadowed_to: str
    snapshots: Sequence[str]
    ids: Sequence[str]
    probabilities: Sequence[float]
    margins: Sequence[float]
    target: str | None
    at: int


class AddedRow(NamedTuple):
    """How many were new."""

    added: int


class SetFiguresParams(NamedTuple):
    """A version's key, the stage (CHALLENGER or ACTIVE) in which it was measured, and its figures as JSON."""

    model: str
    stage: str
    figures: str


class SetFiguresRow(NamedTuple):
    """The version's id."""

    id: str


MODELS_IN_USE = Query("registry/learning/models.cypher", ModelsInUseParams, ModelInUseRow, Access.READ, hot=True)
REGISTER_CHALLENGER = Query(
    "registry/learning/register.cypher", Rows[ChallengerRow], RegisteredChallengerRow, Access.WRITE, hot=True
)
UNSHADOWED_CASES = Query(
    "registry/learning/unshadowed_cases.cypher", UnshadowedCasesParams, UnshadowedCaseRow, Access.READ, hot=True
)
ADD_LIVE_SHADOWS = Query("registry/learning/add_shadows.cypher", AddLiveShadowsParams, AddedRow, Access.WRITE, hot=True)
SET_FIGURES = Query("registry/learning/set_figures.cypher", SetFiguresParams, SetFiguresRow, Access.WRITE, hot=True)
