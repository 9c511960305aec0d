"""The gate's verdict on cases that waited for their score, and on open tasks whose rules have changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows, VerdictRow
from graph.records.audit import AuditEntryRecord, OutboxEventRecord
from graph.records.change import StateChangeRecord
from graph.records.decision import DecisionRecord
from graph.records.gate import GateEvaluationRecord, PredictionRecord
from graph.records.intake import CaseUpdate
from graph.records.review import ReviewPacketRecord, ReviewTaskUpdate


@dataclass(frozen=True, slots=True)
class InfluenceRow(Row):
    """An edge from a score to a feature version (key): by how much it moved the score, and its rank, from 1."""

    feature: str
    contribution: float
    rank: int


@dataclass(frozen=True, slots=True)
class ScoreRow(Row):
    """A score with its model version (key) and what moved it most."""

    node: PredictionRecord
    model: str
    influences: Sequence[InfluenceRow]


@dataclass(frozen=True, slots=True)
class GatedRow(Row):
    """What the gate made of a case: at most one decision, or else at most one packet."""

    evaluation: GateEvaluationRecord
    predictions: Sequence[ScoreRow]
    decisions: Sequence[DecisionRecord]
    packets: Sequence[ReviewPacketRecord]


@dataclass(frozen=True, slots=True)
class RouteRow(Row):
    """A waiting case with its score: tokens first, then what is written; `leases` (ms) where its holder goes on."""

    write_id: str
    case_id: str
    task_id: str
    snapshot_id: str
    case_version: int
    task_version: int
    point_epoch: int
    models: Sequence[str]
    policy: str
    gate: str
    exception: str | None
    case: CaseUpdate
    task: ReviewTaskUpdate
    leases: Sequence[int]
    gated: Sequence[GatedRow]
    changes: Sequence[StateChangeRecord]
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


@dataclass(frozen=True, slots=True)
class RegateRow(Row):
    """An open task under rules that changed: tokens first, then what is written."""

    write_id: str
    case_id: str
    task_id: str
    case_version: int
    task_version: int
    task_epoch: int
    packet_digest: str
    point_epoch: int
    policy: str
    gate: str
    exception: str | None
    case: CaseUpdate
    task: ReviewTaskUpdate
    evaluation: GateEvaluationRecord
    decisions: Sequence[DecisionRecord]
    packets: Sequence[ReviewPacketRecord]
    changes: Sequence[StateChangeRecord]
    audit: Sequence[AuditEntryRecord]
    outbox: Sequence[OutboxEventRecord]


class GateInputParams(NamedTuple):
    """Which task's case is to be judged again."""

    task_id: str


class GateInputRow(NamedTuple):
    """What the gate reads of a case that it has judged before, as maps of stored properties."""

    case: Stored
    task: Stored
    packet: Stored
    prediction: Stored | None
    further: Sequence[Stored]
    snapshot: Stored
    dataset: str
    sha256: str | None
    source_row: int | None
    quality: str
    findings: Sequence[str]
    gates_digest: str | None
    ran: Stored
    point: str
    point_epoch: int


class OutdatedParams(NamedTuple):
    """A point, the policy version that governs it, and up to how many tasks between which sort keys are looked at."""

    point: str
    policy_id: str
    after: str
    until: str
    most: int


class OutdatedRow(NamedTuple):
    """How many tasks were looked at, the last one's sort key, and those whose packet names another policy version."""

    searched: int
    last: str | None
    tasks: Sequence[Stored]


ROUTE = Query("gate/route.cypher", Rows[RouteRow], VerdictRow, Access.WRITE, hot=True)
REGATE = Query("gate/regate.cypher", Rows[RegateRow], VerdictRow, Access.WRITE, hot=True)
GATE_INPUT = Query("gate/input.cypher", GateInputParams, GateInputRow, Access.READ, hot=True)
OUTDATED = Query("gate/outdated.cypher", OutdatedParams, OutdatedRow, Access.READ, hot=True)
