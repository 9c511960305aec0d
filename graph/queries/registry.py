"""What cases rest on: models, features, datasets, decision points and policies, each registered when first named."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.queries._query import Access, Query


class MeetModelParams(NamedTuple):
    """A model version and its features; ids are used for what is new; `at` in epoch milliseconds."""

    name: str
    version: str
    key: str
    model_id: str
    version_id: str
    features: Sequence[Mapping[str, str]]
    at: int


class MeetModelRow(NamedTuple):
    """How far the version is trusted, and which of the features it does not have, where people govern it."""

    stage: str
    unknown: Sequence[str]


MEET_MODEL = Query("registry/meet_model.cypher", MeetModelParams, MeetModelRow, Access.WRITE, hot=True)


class MeetDatasetParams(NamedTuple):
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


class MeetDatasetRow(NamedTuple):
    """The dataset's source, and the version's digest where it is that of this data."""

    source: str
    sha256: str | None


MEET_DATASET = Query("registry/meet_dataset.cypher", MeetDatasetParams, MeetDatasetRow, Access.WRITE, hot=True)


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


class OpenPointParams(NamedTuple):
    """A decision point and what was agreed for its queue as maps; its calendar, or none; fresh ids for what is new."""

    point: Mapping[str, Any]
    queue: str
    policy: str
    gate: str
    sla: Mapping[str, Any]
    calendars: Sequence[Mapping[str, Any]]
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
    """A policy version as a map of its stored properties, and the id of the person who approved it."""

    policy: str
    version: Mapping[str, Any]
    approver: str


class ActivatePolicyRow(NamedTuple):
    """The version's id and the points whose epoch rose."""

    id: str
    points: Sequence[str]


ACTIVATE_POLICY = Query("registry/activate_policy.cypher", ActivatePolicyParams, ActivatePolicyRow, Access.WRITE)


class RegisterModelParams(NamedTuple):
    """Model, version, training and features as maps of stored properties; what it learned from; who approved it."""

    point: str
    model: Mapping[str, Any]
    version: Mapping[str, Any]
    training: Mapping[str, Any]
    features: Sequence[Mapping[str, Any]]
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
