"""Decision points, the policy versions that govern them, and the registries that the gate trusts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.queries._query import Access, Query


@dataclass(frozen=True)
class PointParams:
    """The key of a decision point."""

    point: str


@dataclass(frozen=True)
class PointRow:
    """The point, its governing policy version and what was agreed for its queue, as maps of stored properties."""

    point: Mapping[str, Any]
    policy: Mapping[str, Any]
    queue: str
    sla: Mapping[str, Any] | None
    calendar: Mapping[str, Any] | None
    breaker: str | None


POINT = Query("policy/point.cypher", PointParams, PointRow, Access.READ, hot=True)


@dataclass(frozen=True)
class ModelStageParams:
    """The key of a model version."""

    model: str


@dataclass(frozen=True)
class ModelStageRow:
    """The version's stage, recalled training data, and the keys of its feature versions."""

    stage: str
    tainted: Sequence[str]
    features: Sequence[str]


MODEL_STAGE = Query("registry/model_stage.cypher", ModelStageParams, ModelStageRow, Access.READ, hot=True)


@dataclass(frozen=True)
class TablesParams:
    """Which policy versions."""

    ids: Sequence[str]


@dataclass(frozen=True)
class TablesRow:
    """A policy version's table and parameters as texts; practice before Signoff has none."""

    id: str
    table: str | None
    parameters: str | None


TABLES = Query("policy/tables.cypher", TablesParams, TablesRow, Access.READ, hot=True)


@dataclass(frozen=True)
class PointsParams:
    """No choice: all points."""


@dataclass(frozen=True)
class PointsRow:
    """A decision point's key, name and mode."""

    key: str
    name: str
    mode: str


POINTS = Query("policy/points.cypher", PointsParams, PointsRow, Access.READ)


@dataclass(frozen=True)
class StandingParams:
    """The key of a decision point."""

    point: str


@dataclass(frozen=True)
class StandingRow:
    """How the live cases of a point stand."""

    cases: int
    automatic: int
    human: int
    waiting: int


STANDING = Query("policy/standing.cypher", StandingParams, StandingRow, Access.READ)
