"""Figures that decision points are judged by: listed, and their targets set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.decision.analysis import ChosenDecisions
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Keyed, Row, Rows, VerdictRow
from graph.records.assurance import KpiUpdate
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord


class KpisParams(NamedTuple):
    """How the keys of a point's figures begin."""

    prefix: str


class KpisRow(NamedTuple):
    """A figure and its owner, if it has one, as maps of stored properties."""

    kpi: Stored
    owner: Stored | None


class KpiParams(NamedTuple):
    """The id of a figure."""

    id: str


class KpiRow(NamedTuple):
    """A figure as stored."""

    kpi: Stored


class ReportedMeansParams(NamedTuple):
    """The decisions, the kinds of outcome, and until when they were known (ms)."""

    chosen: ChosenDecisions
    kinds: Sequence[str]
    known_by: int


class ReportedMeansRow(NamedTuple):
    """A kind of outcome with the mean of its numbers."""

    kind: str
    mean: float


@dataclass(frozen=True, slots=True)
class KpiHistoryRow(Row):
    """The key of a figure, and what its data tell."""

    key: str
    kpi: KpiUpdate


class StatedKpisRow(NamedTuple):
    """Of how many figures it was said."""

    stated: int


@dataclass(frozen=True, slots=True)
class TargetRow(Row):
    """A target for a figure of a version, with its record."""

    write_id: str
    kpi_id: str
    version: int
    kpi: KpiUpdate
    change: StateChangeRecord
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


KPIS = Query("monitor/kpis.cypher", KpisParams, KpisRow, Access.READ, hot=True)
KPI = Query("monitor/kpi.cypher", KpiParams, KpiRow, Access.READ, hot=True)
REPORTED_MEANS = Query("monitor/reported_means.cypher", ReportedMeansParams, ReportedMeansRow, Access.READ, hot=True)
KPI_HISTORY = Query("monitor/kpi_history.cypher", Rows[KpiHistoryRow], StatedKpisRow, Access.WRITE)
SET_TARGET = Query("monitor/set_target.cypher", Rows[Keyed[TargetRow]], VerdictRow, Access.WRITE, hot=True)
