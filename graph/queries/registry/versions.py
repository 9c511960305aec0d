"""What cases are based on: models, features, datasets, points and policies, each registered when first named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows
from graph.records.assurance import KpiRecord, KpiUpdate
from graph.records.registry import (
    CalendarUpdate,
    DecisionPointUpdate,
    FeatureVersionRecord,
    ModelRecord,
    ModelVersionRecord,
    PolicyVersionRecord,
    SlaUpdate,
    TrainingRunRecord,
)


@dataclass(frozen=True, slots=True)
class NamedFeatureRow(Row):
    """A feature that a model explains itself by, with its first version; ids are used for what is new."""

    name: str
    key: str
    version: str
    feature_id: str
    version_id: str


class EnsureModelParams(NamedTuple):
    """A model version and its features; ids are used for what is new; `at` in epoch milliseconds."""

    name: str
    version: str
    key: str
    model_id: str
    version_id: str
    features: Sequence[NamedFeatureRow]
    at: int


class EnsureModelRow(NamedTuple):
    """How far the version is trusted, and which of the features it does not have, where people govern it."""

    stage: str
    unknown: Sequence[str]


ENSURE_MODEL = Query("registry/ensure_model.cypher", EnsureModelParams, EnsureModelRow, Access.WRITE, hot=True)


class EnsureDatasetParams(NamedTuple):
    """Source, dataset and version of data; ids are used for what is new; `at` in epoch milliseconds."""

    source: str
    source_id: str
    dataset: str
    dataset_id: str
    namespace: str
    name: str
    key: str
    version: str
    version_id: str
    sha256: str | None
    at: int


class EnsureDatasetRow(NamedTuple):
    """The dataset's source, and the version's digest where it is that of this data."""

    source: str
    sha256: str | None


ENSURE_DATASET = Query("registry/ensure_dataset.cypher", EnsureDatasetParams, EnsureDatasetRow, Access.WRITE, hot=True)


@dataclass(frozen=True, slots=True)
class JudgedVersion(Row):
    """The natural key of a dataset version."""

    key: str


class VersionFindingsRow(NamedTuple):
    """Which of the versions it is, what the gates of its file found, and which checks of other systems failed."""

    place: int
    findings: Sequence[str]
    checks_failed: Sequence[str]


VERSION_FINDINGS = Query(
    "registry/version_findings.cypher", Rows[JudgedVersion], VersionFindingsRow, Access.READ, hot=True
)


class NamedParams(NamedTuple):
    """The keys of a dataset and its version, and of a model version where there is one."""

    dataset: str
    version: str
    model: str | None


class NamedRow(NamedTuple):
    """The dataset's sources; whether its version is registered, with which digest; the model's stage and features."""

    sources: Sequence[str]
    known: bool
    sha256: str | None
    stage: str | None
    features: Sequence[str]


NAMED = Query("registry/named.cypher", NamedParams, NamedRow, Access.READ, hot=True)


@dataclass(frozen=True, slots=True)
class CalendarRow(Row):
    """A calendar with its key."""

    key: str
    properties: CalendarUpdate


@dataclass(frozen=True, slots=True)
class OpenKpiRow(Row):
    """A figure of a point: as it is where it is new, and what is said of it now."""

    opened: KpiRecord
    kpi: KpiUpdate


class OpenPointParams(NamedTuple):
    """A decision point, what was agreed for its queue, its calendar or none, its figures; fresh ids by kind.

    `queue_names` are what its queue and the one above are called, by their keys.
    """

    point: DecisionPointUpdate
    queue: str
    queue_names: Mapping[str, str]
    policy: str
    gate: str
    sla: SlaUpdate
    calendars: Sequence[CalendarRow]
    kpis: Sequence[OpenKpiRow]
    ids: Mapping[str, str]
    at: int


class OpenPointRow(NamedTuple):
    """The point's id and its epoch after this change."""

    id: str
    epoch: int


OPEN_POINT = Query("registry/open_point.cypher", OpenPointParams, OpenPointRow, Access.WRITE)


class SetIntakeParams(NamedTuple):
    """A decision point and its intake rules as canonical JSON."""

    point: str
    rules: str


class SetIntakeRow(NamedTuple):
    """The epoch after the change."""

    epoch: int


SET_INTAKE = Query("registry/set_intake.cypher", SetIntakeParams, SetIntakeRow, Access.WRITE)


class ActivatePolicyParams(NamedTuple):
    """A policy version, and the id of the person who approved it."""

    policy: str
    version: PolicyVersionRecord
    approver: str


class ActivatePolicyRow(NamedTuple):
    """The version's id and the points whose epoch rose."""

    id: str
    points: Sequence[str]


ACTIVATE_POLICY = Query("registry/activate_policy.cypher", ActivatePolicyParams, ActivatePolicyRow, Access.WRITE)


@dataclass(frozen=True, slots=True)
class ModelFeatureRow(Row):
    """A feature of a model with its version; the id is used where it is new."""

    name: str
    feature_id: str
    key: str
    version: FeatureVersionRecord


class RegisterModelParams(NamedTuple):
    """Model, version, training and features; the dataset it learned from; who approved it."""

    point: str
    model: ModelRecord
    version: ModelVersionRecord
    training: TrainingRunRecord
    features: Sequence[ModelFeatureRow]
    dataset: str
    approver: str


class RegisterModelRow(NamedTuple):
    """The version's id, and how many dataset versions and features it is tied to."""

    id: str
    versions: int
    features: int


class ActiveModelsParams(NamedTuple):
    """The key of a decision point."""

    point: str


class ActiveModelsRow(NamedTuple):
    """A model version in use; the primary one forecasts whether the proposal is wrong."""

    name: str
    target: str
    primary: bool
    version: str
    artefact_sha256: str


REGISTER_MODEL = Query("registry/register_model.cypher", RegisterModelParams, RegisterModelRow, Access.WRITE)
ACTIVE_MODELS = Query("registry/active_models.cypher", ActiveModelsParams, ActiveModelsRow, Access.READ, hot=True)
