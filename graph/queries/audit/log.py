"""The audit log: entries, their places, checkpoints, and what the nodes say about each leaf."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Nothing, Query
from graph.queries.kernel.rows import Row
from graph.records.audit import CheckpointRecord


@dataclass(frozen=True, slots=True)
class PlaceRow(Row):
    """An entry's place in the log, from 0."""

    id: str
    index: int


class CheckpointRow(NamedTuple):
    """A checkpoint's stored properties."""

    checkpoint: Stored


class CheckpointAtParams(NamedTuple):
    """The size of the log."""

    size: int


class CheckpointBelowParams(NamedTuple):
    """A size that the checkpoint does not reach."""

    size: int


class CheckpointsParams(NamedTuple):
    """Sizes above this one, and how many at most."""

    after: int
    limit: int


class CountCheckpointsParams(NamedTuple):
    """The largest size that counts."""

    size: int


class CountCheckpointsRow(NamedTuple):
    """How many are signed."""

    checkpoints: int


class OutsideParams(NamedTuple):
    """The size of the log as far as checkpoints cover it."""

    size: int


class OutsideRow(NamedTuple):
    """Entries without a place, and entries whose place no checkpoint covers."""

    waiting: int
    beyond: int


class UnsealedParams(NamedTuple):
    """How many at most."""

    limit: int


class UnsealedRow(NamedTuple):
    """An entry without a place."""

    id: str
    leaf_hash: str
    recorded_at: int


class SealedParams(NamedTuple):
    """From this place up to, not at, that one."""

    first: int
    end: int


class SealedRow(NamedTuple):
    """An entry in its place."""

    leaf_index: int
    id: str
    kind: str
    subject_id: str
    leaf_hash: str


class SealParams(NamedTuple):
    """The sealer's hold on its job, the places of entries, and the checkpoint over them."""

    job: str
    holder: str
    epoch: int
    places: Sequence[PlaceRow]
    checkpoint: CheckpointRecord


class SealRow(NamedTuple):
    """How many entries were sealed."""

    sealed: int


class SignParams(NamedTuple):
    """The checkpoint's size, and its signature (hex) with the key's name."""

    size: int
    signature: str
    key_id: str


class SignRow(NamedTuple):
    """The size that was signed."""

    size: int


class EntryOfParams(NamedTuple):
    """What the entry is about."""

    subject_id: str


class EntryRow(NamedTuple):
    """An entry, its place once it has one, and what it says that it commits to (null: the first format)."""

    leaf_index: int | None
    id: str
    kind: str
    subject_id: str
    leaf_hash: str
    leaf_format: int | None
    commitments: str | None


class SubjectsParams(NamedTuple):
    """Ids of what the leaves are about."""

    ids: Sequence[str]


class DecisionLeafRow(NamedTuple):
    """A decision, the acts that made it as maps, and the ends of its edges."""

    subject_id: str
    decision: Stored
    cases: Sequence[str]
    people: Sequence[str]
    agents: Sequence[str]
    policies: Sequence[str]
    reviews: Sequence[Stored]
    evaluations: Sequence[str]


class EvaluationRow(NamedTuple):
    """A gate evaluation with the ends of its edges."""

    stored: Stored
    cases: Sequence[str]
    snapshots: Sequence[str]
    checks: Sequence[Stored]
    predictions: Sequence[str]
    policies: Sequence[str]


class SnapshotRow(NamedTuple):
    """An input snapshot with the ends of its edges."""

    stored: Stored
    cases: Sequence[str]
    sources: Sequence[Stored]


class PredictionRow(NamedTuple):
    """A prediction with the ends of its edges."""

    stored: Stored
    models: Sequence[str]
    snapshots: Sequence[str]
    influences: Sequence[Stored]


class PolicyRow(NamedTuple):
    """A policy version."""

    stored: Stored


class AfterParams(NamedTuple):
    """The id after which to go on, and how many at most."""

    after: str
    limit: int


class HowManyRow(NamedTuple):
    """How many decisions and outcomes the graph holds."""

    decisions: int
    outcomes: int


class VouchedDecisionRow(NamedTuple):
    """A decision with how many entries vouch for it and for its undo, and the states of loads that brought it.

    `cases` are those that it is about; `effective_case` is the one that it says to be in force for.
    """

    id: str
    origin: str
    state: str
    cases: Sequence[str]
    effective_case: str | None
    entries: int
    undos: int
    undo_entries: int
    loads: Sequence[str]


class VouchedOutcomeRow(NamedTuple):
    """An outcome with how many entries vouch for it, who reported it, and the states of loads that brought it.

    `followed` are its decisions with their origin and whether digests were taken of them (`covered`),
    `undecided_cases` those that nobody decided.
    """

    id: str
    entries: int
    reporter_id: str | None
    loads: Sequence[str]
    followed: Sequence[Stored]
    undecided_cases: Sequence[str]


class RunKeyParams(NamedTuple):
    """The natural key of a load."""

    key: str


class BroughtRow(NamedTuple):
    """The id of what a load brought."""

    id: str


class LoadParams(NamedTuple):
    """The id of a load."""

    run_id: str


class LoadDigestsRow(NamedTuple):
    """The digests of each decision, outcome and past case without a decision that a load brought."""

    decisions: Sequence[Sequence[str]]
    outcomes: Sequence[str]
    undecided: Sequence[Sequence[str]]


class ReplayedRow(NamedTuple):
    """What a decision or outcome of a load says, as a map, with the ends of all its edges."""

    id: str
    content: Stored


class UndoLeafRow(NamedTuple):
    """An undo and what it took back."""

    subject_id: str
    decision_id: str
    case_id: str
    actor_id: str
    reason_code: str
    note: str | None
    undone_at: int


class OutcomeLeafRow(NamedTuple):
    """An outcome, what it followed, and which others it corrects why."""

    subject_id: str
    decision_id: str
    case_id: str
    kind: str
    value: str
    money: float | None
    occurred_at: int
    known_at: int
    reporter_id: str
    corrects: Sequence[str]
    correction_reason: str | None


class RegistryLeafRow(NamedTuple):
    """A change of the registry, the node that it changed, and the ids of where its edges led and lead."""

    subject_id: str
    node_id: str
    command: str
    actor_id: str
    changed_at: int
    ended: str
    began: str


class StateChangeLeafRow(NamedTuple):
    """A change of state, and the node that it changed."""

    subject_id: str
    node_id: str
    command: str
    from_state: str
    to_state: str
    note: str | None
    actor_id: str
    changed_at: int


class RunLeafRow(NamedTuple):
    """A load of a file, as its stored properties."""

    run: Stored


NEWEST_CHECKPOINT = Query("audit/newest_checkpoint.cypher", Nothing, CheckpointRow, Access.READ, hot=True)
CHECKPOINT_AT = Query("audit/checkpoint_at.cypher", CheckpointAtParams, CheckpointRow, Access.READ, hot=True)
CHECKPOINT_BELOW = Query("audit/checkpoint_below.cypher", CheckpointBelowParams, CheckpointRow, Access.READ, hot=True)
CHECKPOINTS = Query("audit/checkpoints.cypher", CheckpointsParams, CheckpointRow, Access.READ, hot=True)
COUNT_CHECKPOINTS = Query(
    "audit/count_checkpoints.cypher", CountCheckpointsParams, CountCheckpointsRow, Access.READ, hot=True
)
OUTSIDE = Query("audit/outside.cypher", OutsideParams, OutsideRow, Access.READ, hot=True)
UNSEALED = Query("audit/unsealed.cypher", UnsealedParams, UnsealedRow, Access.READ, hot=True)
SEALED = Query("audit/sealed.cypher", SealedParams, SealedRow, Access.READ, hot=True)
SEAL = Query("audit/seal.cypher", SealParams, SealRow, Access.WRITE, hot=True)
SIGN = Query("audit/sign.cypher", SignParams, SignRow, Access.WRITE, hot=True)
ENTRY_OF = Query("audit/entry_of.cypher", EntryOfParams, EntryRow, Access.READ, hot=True)
ENTRIES_OF = Query("audit/entries_of.cypher", SubjectsParams, EntryRow, Access.READ, hot=True)
DECISION_LEAVES = Query("audit/decisions.cypher", SubjectsParams, DecisionLeafRow, Access.READ, hot=True)
EVALUATIONS = Query("audit/evaluations.cypher", SubjectsParams, EvaluationRow, Access.READ, hot=True)
SNAPSHOTS = Query("audit/snapshots.cypher", SubjectsParams, SnapshotRow, Access.READ, hot=True)
PREDICTIONS = Query("audit/predictions.cypher", SubjectsParams, PredictionRow, Access.READ, hot=True)
POLICIES = Query("audit/policies.cypher", SubjectsParams, PolicyRow, Access.READ, hot=True)
HOW_MANY = Query("audit/how_many.cypher", Nothing, HowManyRow, Access.READ)
VOUCHED_DECISIONS = Query("audit/vouched_decisions.cypher", AfterParams, VouchedDecisionRow, Access.READ, hot=True)
VOUCHED_OUTCOMES = Query("audit/vouched_outcomes.cypher", AfterParams, VouchedOutcomeRow, Access.READ, hot=True)
ENTRIES = Query("audit/entries.cypher", SealedParams, EntryRow, Access.READ, hot=True)
BROUGHT_DECISIONS = Query("audit/brought_decisions.cypher", RunKeyParams, BroughtRow, Access.READ, hot=True)
BROUGHT_OUTCOMES = Query("audit/brought_outcomes.cypher", RunKeyParams, BroughtRow, Access.READ, hot=True)
BROUGHT_UNDECIDED = Query("audit/brought_undecided.cypher", RunKeyParams, BroughtRow, Access.READ, hot=True)
LOAD_DIGESTS = Query("audit/load_digests.cypher", LoadParams, LoadDigestsRow, Access.READ, hot=True)
REPLAYED_DECISIONS = Query("audit/replayed_decisions.cypher", SubjectsParams, ReplayedRow, Access.READ, hot=True)
REPLAYED_OUTCOMES = Query("audit/replayed_outcomes.cypher", SubjectsParams, ReplayedRow, Access.READ, hot=True)
REPLAYED_UNDECIDED = Query("audit/replayed_undecided.cypher", SubjectsParams, ReplayedRow, Access.READ, hot=True)
UNDO_LEAVES = Query("audit/undos.cypher", SubjectsParams, UndoLeafRow, Access.READ, hot=True)
OUTCOME_LEAVES = Query("audit/outcomes.cypher", SubjectsParams, OutcomeLeafRow, Access.READ, hot=True)
RUN_LEAVES = Query("audit/runs.cypher", SubjectsParams, RunLeafRow, Access.READ, hot=True)
STATE_CHANGE_LEAVES = Query("audit/state_changes.cypher", SubjectsParams, StateChangeLeafRow, Access.READ, hot=True)
REGISTRY_LEAVES = Query("audit/registry_changes.cypher", SubjectsParams, RegistryLeafRow, Access.READ, hot=True)
