"""Decision points, the policy versions that govern them, and the registries that the gate trusts."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query


class PointParams(NamedTuple):
    """The key of a decision point."""

    point: str


class PointRow(NamedTuple):
    """The point, its governing policy version and what was agreed for its queue, as maps of stored properties.

    `exceptions` are those to that version which nobody has revoked; some may have ended.
    """

    point: Stored
    policy: Stored
    queue: str
    sla: Stored | None
    calendar: Stored | None
    breaker: Stored | None
    exceptions: Sequence[Stored]


POINT = Query("registry/policy/point.cypher", PointParams, PointRow, Access.READ, hot=True)


class ModelStageParams(NamedTuple):
    """The key of a model version."""

    model: str


class ModelStageRow(NamedTuple):
    """The version's stage, recalled training data, and the keys of its feature versions."""

    stage: str
    tainted: Sequence[str]
    features: Sequence[str]


MODEL_STAGE = Query("registry/model_stage.cypher", ModelStageParams, ModelStageRow, Access.READ, hot=True)


class TablesParams(NamedTuple):
    """Which policy versions."""

    ids: Sequence[str]


class TablesRow(NamedTuple):
    """A policy version's table and parameters as texts; practice before Signoff has none."""

    id: str
    table: str | None
    parameters: str | None


TABLES = Query("registry/policy/tables.cypher", TablesParams, TablesRow, Access.READ, hot=True)


class PointsParams(NamedTuple):
    """No choice: all points."""


class PointsRow(NamedTuple):
    """A decision point's key, name and mode."""

    key: str
    name: str
    mode: str


POINTS = Query("registry/policy/points.cypher", PointsParams, PointsRow, Access.READ, hot=True)


class CaseCountsParams(NamedTuple):
    """The key of a decision point."""

    point: str


class CaseCountsRow(NamedTuple):
    """How the live cases of a point stand."""

    cases: int
    automatic: int
    human: int
    waiting: int


CASE_COUNTS = Query("registry/policy/case_counts.cypher", CaseCountsParams, CaseCountsRow, Access.READ)
