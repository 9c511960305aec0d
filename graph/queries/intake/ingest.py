"""Statements that load a log: its run, registries, decisions, outcomes and refused rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from graph.queries.kernel.query import Access, Nothing, Query
from graph.queries.kernel.rows import Row
from graph.records.audit import AuditEntryRecord
from graph.records.intake import QualityCheckRecord, QuarantinedRowRecord

T = TypeVar("T", bound=Row)


class FindRunParams(NamedTuple):
    """Natural key of a run."""

    key: str


class RunRow(NamedTuple):
    """A run as stored: its id, state, and shift in milliseconds."""

    id: str
    state: str
    shift_ms: int


class LatestRunParams(NamedTuple):
    """A pack, to find its newest load."""

    pack: str


class LatestRunRow(NamedTuple):
    """The newest load of a pack: how far its times are moved, its key (it ends with its moment), what is in whole.

    `settled_digest` is None until its live cases are in too.
    """

    id: str
    shift_ms: int
    key: str
    settled_digest: str | None
    live_cases: int
    live_tainted: int


class PresentCasesParams(NamedTuple):
    """Natural keys of cases, or of dataset versions."""

    keys: Sequence[str]


class PresentCaseRow(NamedTuple):
    """The natural key of a case that is there."""

    key: str


class HeldVersionRow(NamedTuple):
    """A dataset version and the SHA-256 over its content, where one was stated."""

    key: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class SourceRow(Row):
    """A data source."""

    id: str
    key: str
    name: str
    licence: str


@dataclass(frozen=True, slots=True)
class DatasetRow(Row):
    """A dataset."""

    id: str
    key: str
    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class PracticeRow(Row):
    """The policy version that stands for how a firm decided until now, and its policy."""

    id: str
    key: str
    policy_id: str
    policy_key: str
    known_at: int


@dataclass(frozen=True, slots=True)
class NewRunRow(Row):
    """A run that begins."""

    id: str
    key: str
    pack: str
    file: str
    sha256: str
    rows: int
    shift_ms: int
    known_at: int


class BeginRunParams(NamedTuple):
    """A run with all that its data hang on; ids are used where a node is new."""

    run: NewRunRow
    source: SourceRow
    dataset: DatasetRow
    practice: PracticeRow
    point_key: str
    recorded_at: int


@dataclass(frozen=True, slots=True)
class VersionRow(Row):
    """A weekly version of a dataset."""

    id: str
    dataset_key: str
    key: str
    version: str
    sha256: str
    rows: int
    schema: Sequence[str]
    known_at: int
    slice: str
    profile: str | None


@dataclass(frozen=True, slots=True)
class FeatureRow(Row):
    """A feature with its first version."""

    id: str
    feature_id: str
    feature_key: str
    key: str
    name: str
    version: str
    value_type: str
    unit: str | None
    availability: str
    words: str


@dataclass(frozen=True, slots=True)
class ActorRow(Row):
    """A person or a machine that a log names."""

    id: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ConstraintRow(Row):
    """A limit on how the firm may deal with an entity; its key is its name."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class EntityRow(Row):
    """A business entity with its category, if it has one, and its constraints."""

    id: str
    key: str
    kind: str
    external_id: str
    category: str | None
    category_id: str
    category_key: str | None
    constraints: Sequence[ConstraintRow]


@dataclass(frozen=True, slots=True)
class TieRow(Row):
    """A person with a tie to an entity, and what ties them, in words."""

    person_key: str
    kind: str


@dataclass(frozen=True, slots=True)
class EntityEdgesRow(Row):
    """Who answers for an entity, who is tied to it, and which entities it rests on, all by natural keys."""

    key: str
    owner_keys: Sequence[str]
    ties: Sequence[TieRow]
    depends_on: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReplayedCaseRow(Row):
    """A case of a history: ids of what is written of it, its data, what they are digested to.

    `sequence` is its place in a log without a clock, which has no `occurred_at` and no `source_at`.
    """

    case_id: str
    snapshot_id: str
    check_id: str
    case_key: str
    case_sort_key: str
    external_id: str
    state: str
    values: str
    digest: str
    quality: str
    check: QualityCheckRecord
    started_at: int
    occurred_at: int | None
    sequence: int | None
    source_at: int | None
    version_key: str
    line: int
    entity_keys: Sequence[str]
    requester_keys: Sequence[str]
    content_digests: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReplayedDecisionRow(ReplayedCaseRow):
    """A decided case and what was decided; `actor_kind` HUMAN or SOFTWARE, `kind` HUMAN or AUTOMATIC."""

    decision_id: str
    change_id: str
    person_key: str
    actor_kind: str
    action: str
    verdict: str
    kind: str
    decided_at: int
    decision_occurred_at: int | None
    decision_sequence: int | None
    decision_sort_key: str


@dataclass(frozen=True, slots=True)
class OutcomeRow(Row):
    """An outcome; its key is the id of the decision, else of the case, and `key_tail`.

    `sequence` is its place in a log without a clock.
    """

    id: str
    case_key: str
    kind: str
    value: str
    occurred_at: int | None
    known_at: int
    key_tail: str
    content_digest: str
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class RefusalRow(Row):
    """A row that was set aside."""

    key: str
    refused: QuarantinedRowRecord


class RowsParams(NamedTuple, Generic[T]):
    """Rows of one batch."""

    recorded_at: int
    rows: Sequence[T]


class RunRowsParams(NamedTuple, Generic[T]):
    """Rows of one batch that hang on a run."""

    run_key: str
    recorded_at: int
    rows: Sequence[T]


class FeaturesParams(NamedTuple):
    """Features of a dataset."""

    dataset_key: str
    recorded_at: int
    rows: Sequence[FeatureRow]


class DecisionsParams(NamedTuple):
    """Decided cases of one point, governed by one practice."""

    run_key: str
    point_key: str
    practice_key: str
    recorded_at: int
    rows: Sequence[ReplayedDecisionRow]


class UndecidedParams(NamedTuple):
    """Past cases of one point that nobody decided."""

    run_key: str
    point_key: str
    recorded_at: int
    rows: Sequence[ReplayedCaseRow]


class AddedRowsRow(NamedTuple):
    """How many rows of a batch were new."""

    added: int


class RunContentRow(NamedTuple):
    """One decision of a run, as the run's digest commits to it."""

    case_key: str
    action: str
    person_key: str
    decided_at: int


class RunDigestsRow(NamedTuple):
    """One decision, outcome or past case of a run (`kind`), with the digests that were taken of it."""

    kind: str
    digests: Sequence[str | None] | None


class FinishRunParams(NamedTuple):
    """What is known of a run at its end, with its audit entry; counts only where digests cover what they count.

    `file_gates` is the digest of what the gates of its file said.
    """

    key: str
    quarantined: int
    content_digest: str
    file_gates: str | None
    decisions: int | None
    outcomes: int | None
    recorded_at: int
    entry: AuditEntryRecord


class SettleRunParams(NamedTuple):
    """A finished run, the digest of all that was read for it, and its live cases."""

    id: str
    digest: str
    live_cases: int
    live_tainted: int


class GraphSizeRow(NamedTuple):
    """How many nodes there are."""

    nodes: int


class ForgottenRow(NamedTuple):
    """What the server says of it."""

    value: str


FIND_RUN = Query("intake/ingest/find_run.cypher", FindRunParams, RunRow, Access.READ)
LATEST_RUN = Query("intake/ingest/latest_run.cypher", LatestRunParams, LatestRunRow, Access.READ)
PRESENT_CASES = Query("intake/ingest/present_cases.cypher", PresentCasesParams, PresentCaseRow, Access.READ)
HELD_VERSIONS = Query("intake/ingest/held_versions.cypher", PresentCasesParams, HeldVersionRow, Access.READ)
BEGIN_RUN = Query("intake/ingest/begin_run.cypher", BeginRunParams, RunRow, Access.WRITE)
ADD_VERSIONS = Query("intake/ingest/add_versions.cypher", RunRowsParams[VersionRow], AddedRowsRow, Access.WRITE)
ADD_FEATURES = Query("intake/ingest/add_features.cypher", FeaturesParams, AddedRowsRow, Access.WRITE)
ADD_ACTORS = Query("intake/ingest/add_actors.cypher", RowsParams[ActorRow], AddedRowsRow, Access.WRITE)
ADD_MACHINES = Query("intake/ingest/add_machines.cypher", RowsParams[ActorRow], AddedRowsRow, Access.WRITE)
ADD_ENTITIES = Query("intake/ingest/add_entities.cypher", RowsParams[EntityRow], AddedRowsRow, Access.WRITE)
ADD_ENTITY_EDGES = Query(
    "intake/ingest/add_entity_edges.cypher", RowsParams[EntityEdgesRow], AddedRowsRow, Access.WRITE
)
ADD_DECISIONS = Query("intake/ingest/add_decisions.cypher", DecisionsParams, AddedRowsRow, Access.WRITE)
ADD_UNDECIDED = Query("intake/ingest/add_undecided.cypher", UndecidedParams, AddedRowsRow, Access.WRITE)
ADD_OUTCOMES = Query("intake/ingest/add_outcomes.cypher", RunRowsParams[OutcomeRow], AddedRowsRow, Access.WRITE)
ADD_REFUSALS = Query("intake/ingest/add_refusals.cypher", RunRowsParams[RefusalRow], AddedRowsRow, Access.WRITE)
RUN_CONTENT = Query("intake/ingest/run_content.cypher", FindRunParams, RunContentRow, Access.READ)
RUN_DIGESTS = Query("intake/ingest/run_content_digests.cypher", FindRunParams, RunDigestsRow, Access.READ)
FINISH_RUN = Query("intake/ingest/finish_run.cypher", FinishRunParams, AddedRowsRow, Access.WRITE)
SETTLE_RUN = Query("intake/ingest/settle_run.cypher", SettleRunParams, AddedRowsRow, Access.WRITE)
COUNT_NODES = Query("intake/ingest/count_nodes.cypher", Nothing, GraphSizeRow, Access.READ)
FORGET_PLANS = Query("intake/ingest/forget_plans.cypher", Nothing, ForgottenRow, Access.READ)
