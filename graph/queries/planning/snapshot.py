"""A decision point frozen at a moment: columns in chunks, rows joined by the server's internal numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from graph.queries.kernel.query import Access, Query
from graph.records.planning import SnapshotRecord


class FreezeParams(NamedTuple):
    """Which point, as known before which moment (ms), in chunks of how many internal numbers."""

    point: str
    as_of: int
    chunk: int


class AsOfParams(NamedTuple):
    """As known before which moment (ms)."""

    as_of: int


class CaseChunk(NamedTuple):
    """Cases, a row for each snapshot known then (since `taken`).

    `values` are its canonical JSON, `shifts` how far its times moved. `places` are rows of a log without a clock, -1
    where there is none; those of decisions and outcomes that came in here are of their case.
    """

    chunk: int
    numbers: Sequence[int]
    ids: Sequence[str]
    external_ids: Sequence[str]
    started: Sequence[int]
    known: Sequence[int]
    untimed: Sequence[bool]
    places: Sequence[int]
    origins: Sequence[str]
    snapshot_ids: Sequence[str]
    taken: Sequence[int]
    values: Sequence[str]
    qualities: Sequence[str]
    dataset_versions: Sequence[str]
    dataset_names: Sequence[str]
    shifts: Sequence[int]


class DecisionChunk(NamedTuple):
    """Decisions known then, in force from `known` to `ended`; `numbers` are those of their cases."""

    chunk: int
    numbers: Sequence[int]
    ids: Sequence[str]
    known: Sequence[int]
    ended: Sequence[int]
    decided: Sequence[int]
    places: Sequence[int]
    actions: Sequence[str]
    verdicts: Sequence[str]
    kinds: Sequence[str]
    deciders: Sequence[str]
    decider_names: Sequence[str]
    policy_versions: Sequence[str]


class PredictionChunk(NamedTuple):
    """Predictions known then, on values known since `taken`; `numbers` are those of the cases.

    `targets` are empty for the main model's.
    """

    chunk: int
    numbers: Sequence[int]
    ids: Sequence[str]
    risks: Sequence[float]
    shadows: Sequence[bool]
    known: Sequence[int]
    taken: Sequence[int]
    snapshot_ids: Sequence[str]
    targets: Sequence[str]
    model_versions: Sequence[str]


class OutcomeChunk(NamedTuple):
    """Outcomes known then; `numbers` are those of their cases; money means something where `priced`."""

    chunk: int
    numbers: Sequence[int]
    ids: Sequence[str]
    kinds: Sequence[str]
    values: Sequence[str]
    priced: Sequence[bool]
    money: Sequence[float]
    known: Sequence[int]
    places: Sequence[int]


class TaskChunk(NamedTuple):
    """Tasks open then; `numbers` are those of their cases; due is -1 and holder empty where there is none."""

    chunk: int
    numbers: Sequence[int]
    ids: Sequence[str]
    created: Sequence[int]
    priorities: Sequence[int]
    due: Sequence[int]
    states: Sequence[str]
    holders: Sequence[str]


class PersonRow(NamedTuple):
    """A person who could review then."""

    id: str
    name: str


class SpanParams(NamedTuple):
    """As known before which moment (ms), in chunks of how many internal numbers."""

    as_of: int
    chunk: int


class NodeChunk(NamedTuple):
    """Nodes of one kind; known is -1 where they have no time."""

    chunk: int
    kind: str
    numbers: Sequence[int]
    ids: Sequence[str]
    known: Sequence[int]


class EdgeChunk(NamedTuple):
    """Edges of one kind, as internal numbers."""

    chunk: int
    kind: str
    effects: Sequence[int]
    causes: Sequence[int]


class KeepParams(NamedTuple):
    """A snapshot's point, the snapshot, and the ids of the dataset versions in it."""

    point: str
    snapshot: SnapshotRecord
    dataset_versions: Sequence[str]


class StoredSnapshotRow(NamedTuple):
    """The id of the stored snapshot, and how many dataset versions it is based on."""

    id: str
    versions: int


CASES = Query("planning/snapshot/cases.cypher", FreezeParams, CaseChunk, Access.READ, hot=True)
DECISIONS = Query("planning/snapshot/decisions.cypher", FreezeParams, DecisionChunk, Access.READ, hot=True)
PREDICTIONS = Query("planning/snapshot/predictions.cypher", FreezeParams, PredictionChunk, Access.READ, hot=True)
OUTCOMES = Query("planning/snapshot/outcomes.cypher", FreezeParams, OutcomeChunk, Access.READ, hot=True)
TASKS = Query("planning/snapshot/tasks.cypher", FreezeParams, TaskChunk, Access.READ, hot=True)
PEOPLE = Query("planning/snapshot/people.cypher", AsOfParams, PersonRow, Access.READ, hot=True)
KEEP = Query("planning/snapshot/keep.cypher", KeepParams, StoredSnapshotRow, Access.WRITE, hot=True)
NODES = Query("planning/snapshot/nodes.cypher", SpanParams, NodeChunk, Access.READ)
EDGES = Query("planning/snapshot/edges.cypher", SpanParams, EdgeChunk, Access.READ)
REPLAYED = Query("planning/snapshot/replayed.cypher", SpanParams, EdgeChunk, Access.READ)
