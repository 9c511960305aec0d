"""Checks of what must hold of the graph, each looking once at the nodes of a kind; and their verdicts as stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from graph.domain.kernel.stored import Stored
from graph.queries.kernel.query import Access, Query
from graph.queries.kernel.rows import Row, Rows, VerdictRow
from graph.records.assurance import ControlRecord, ControlUpdate, InvariantRecord, InvariantUpdate


class CheckParams(NamedTuple):
    """How many failing nodes at most."""

    most: int


class CheckBeforeParams(NamedTuple):
    """How many failing nodes at most, and the moment before which it should have been done (ms)."""

    most: int
    before: int


class CheckNowParams(NamedTuple):
    """How many failing nodes at most, and the moment that it is (ms)."""

    most: int
    now: int


class CheckSinceParams(NamedTuple):
    """How many failing nodes at most, the moment that it is, and the one before which it should have been done (ms)."""

    most: int
    now: int
    before: int


class CheckReachesParams(NamedTuple):
    """How many failing nodes at most, and by the id of a policy version how many entities pass it: if final, if not."""

    most: int
    reaches: Mapping[str, Sequence[int]]


class CheckScoresParams(NamedTuple):
    """How many failing nodes at most, and to how many features that move it a score leads at most."""

    most: int
    material: int


AnyCheckParams: TypeAlias = (
    CheckParams | CheckBeforeParams | CheckNowParams | CheckSinceParams | CheckReachesParams | CheckScoresParams
)
"""Parameters of any check."""


class BreachRow(NamedTuple):
    """A node that breaks the rule: its kind, its name, and what is wrong with it."""

    id: str
    kind: str
    name: str
    because: Sequence[str]


@dataclass(frozen=True, slots=True)
class ControlRow(Row):
    """A control, and how it is worded."""

    control: ControlRecord
    wording: ControlUpdate


@dataclass(frozen=True, slots=True)
class KeepRow(Row):
    """An invariant with its verdict and the controls that it supports."""

    invariant: InvariantRecord
    verdict: InvariantUpdate
    controls: Sequence[ControlRow]


class VerdictsParams(NamedTuple):
    """Keys of invariants."""

    keys: Sequence[str]


class VerdictsRow(NamedTuple):
    """An invariant with the verdict of its last check."""

    key: str
    stored: Stored


INCOMPLETE_DECISIONS = Query("invariants/incomplete_decisions.cypher", CheckParams, BreachRow, Access.READ)
CONTESTED_CASES = Query("invariants/contested_cases.cypher", CheckParams, BreachRow, Access.READ)
UNEXPLAINED_SCORES = Query("invariants/unexplained_scores.cypher", CheckScoresParams, BreachRow, Access.READ)
UNSAFE_AUTOMATIC = Query("invariants/unsafe_automatic.cypher", CheckReachesParams, BreachRow, Access.READ)
BYPASSED_BREAKERS = Query("invariants/bypassed_breakers.cypher", CheckParams, BreachRow, Access.READ)
CONFLICTED_DECIDERS = Query("invariants/conflicted_deciders.cypher", CheckParams, BreachRow, Access.READ)
UNTRAINED_REVIEWS = Query("invariants/untrained_reviews.cypher", CheckParams, BreachRow, Access.READ)
UNAPPROVED_VERSIONS = Query("invariants/unapproved_versions.cypher", CheckParams, BreachRow, Access.READ)
LOG_GAPS = Query("invariants/log_gaps.cypher", CheckParams, BreachRow, Access.READ)
LATE_SEALS = Query("invariants/late_seals.cypher", CheckSinceParams, BreachRow, Access.READ)
BROKEN_CHECKPOINTS = Query("invariants/broken_checkpoints.cypher", CheckParams, BreachRow, Access.READ)
STUCK_TASKS = Query("invariants/stuck_tasks.cypher", CheckBeforeParams, BreachRow, Access.READ)
LATE_FEATURES = Query("invariants/late_features.cypher", CheckParams, BreachRow, Access.READ)
UNSCORED_FORECASTS = Query("invariants/unscored_forecasts.cypher", CheckNowParams, BreachRow, Access.READ)
ORPHANS = Query("invariants/orphans.cypher", CheckParams, BreachRow, Access.READ)
OWNERLESS = Query("invariants/ownerless.cypher", CheckParams, BreachRow, Access.READ)
SOURCELESS_FEATURES = Query("invariants/sourceless_features.cypher", CheckParams, BreachRow, Access.READ)
UNTRAINED_MODELS = Query("invariants/untrained_models.cypher", CheckParams, BreachRow, Access.READ)
STALE_DATASETS = Query("invariants/stale_datasets.cypher", CheckSinceParams, BreachRow, Access.READ)
CORRECTED_DECISIONS = Query("invariants/corrected_decisions.cypher", CheckParams, BreachRow, Access.READ)
UNCOUNTED_VERDICTS = Query("invariants/uncounted_verdicts.cypher", CheckParams, BreachRow, Access.READ)
MISUSED_EXCEPTIONS = Query("invariants/misused_exceptions.cypher", CheckParams, BreachRow, Access.READ)
UNWORKED_RECALLS = Query("invariants/unworked_recalls.cypher", CheckParams, BreachRow, Access.READ)
KEEP = Query("audit/invariant/keep.cypher", Rows[KeepRow], VerdictRow, Access.WRITE, hot=True)
VERDICTS = Query("audit/invariant/verdicts.cypher", VerdictsParams, VerdictsRow, Access.READ, hot=True)

CHECKS: Mapping[str, Query[Any, BreachRow]] = {
    query.file.removeprefix("invariants/").removesuffix(".cypher"): query
    for query in (
        INCOMPLETE_DECISIONS,
        CONTESTED_CASES,
        UNEXPLAINED_SCORES,
        UNSAFE_AUTOMATIC,
        BYPASSED_BREAKERS,
        CONFLICTED_DECIDERS,
        UNCOUNTED_VERDICTS,
        UNTRAINED_REVIEWS,
        MISUSED_EXCEPTIONS,
        UNWORKED_RECALLS,
        UNAPPROVED_VERSIONS,
        LOG_GAPS,
        LATE_SEALS,
        BROKEN_CHECKPOINTS,
        STUCK_TASKS,
        LATE_FEATURES,
        UNSCORED_FORECASTS,
        ORPHANS,
        OWNERLESS,
        SOURCELESS_FEATURES,
        UNTRAINED_MODELS,
        STALE_DATASETS,
        CORRECTED_DECISIONS,
    )
}
"""The checks by the names under which the catalogue has them."""
