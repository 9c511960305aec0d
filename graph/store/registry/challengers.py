"""Challengers of our own models: registered beside the version in use, and scoring live cases without counting."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.gate.facts import Stage
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.keys import VersionKey
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.ordering import by_time
from graph.domain.outcome.truth import TruthRules
from graph.domain.people.roles import ActorKind
from graph.queries.kernel.rows import Rows
from graph.queries.registry.learning import (
    ADD_LIVE_SHADOWS,
    MODELS_IN_USE,
    REGISTER_CHALLENGER,
    SET_FIGURES,
    UNSHADOWED_CASES,
    AddLiveShadowsParams,
    ChallengerRow,
    ModelInUseRow,
    ModelsInUseParams,
    SetFiguresParams,
    UnshadowedCasesParams,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.registry import ModelVersionRecord, TrainingRunRecord
from graph.store.kernel.recording import audited_change
from graph.store.kernel.store import Store
from graph.store.registry.models import TRAINER

COMMAND = "REGISTER_CHALLENGER"


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A version of a model: its id, key and file."""

    id: str
    key: str
    artefact_sha256: str


@dataclass(frozen=True, slots=True)
class Challenger(VersionFile):
    """A version that scores live cases for comparison, those up to `shadowed_to` (a case's sort key) already."""

    model: str
    target: str | None
    shadowed_to: str


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """A model with its version in use, how many cases that learned from, and when any version was trained last."""

    model: str
    target: str
    primary: bool
    rows: int
    trained_at: datetime
    active: VersionFile
    challenger: Challenger | None
    rules: TruthRules


@dataclass(frozen=True, slots=True)
class ChallengerSpec:
    """A trained challenger: figures as JSON texts, why it was trained, and on which dataset versions (ids).

    `cut` is the moment up to which it knows anything.
    """

    beside: ModelInUse
    version: str
    artefact_sha256: str
    metrics: str
    calibration: str
    comparison: str
    protocol: str
    reason: str
    seed: int
    rows: int
    datasets: Sequence[str]
    cut: datetime


@dataclass(frozen=True, slots=True)
class UnshadowedCase:
    """A live case that the version in use has scored: on which data, and since when these were here."""

    external_id: str
    snapshot_id: str
    payload: Mapping[str, Json]
    since: datetime


@dataclass(frozen=True, slots=True)
class LiveShadow:
    """A challenger's score of the data of a live case; the margin in log-odds."""

    snapshot_id: str
    probability: float
    margin: float


async def models_in_use(store: Store, point: str) -> list[ModelInUse]:
    """Return our own models in use at a point, the main one first."""
    return [_in_use(row) for row in await store.graph.read(MODELS_IN_USE, ModelsInUseParams(point))]


async def register_challenger(store: Store, spec: ChallengerSpec) -> str | None:
    """Register a challenger and return its id; None where it is there already, or the version in use is another one.

    Earlier challengers that nobody proposed are retired.
    """
    now = store.clock.now()
    at, key = milliseconds(now), VersionKey(spec.beside.model, spec.version).text
    version = ModelVersionRecord(
        id=store.clock.new_id(),
        key=key,
        version=spec.version,
        words=spec.beside.model,
        metrics=spec.metrics,
        calibration=spec.calibration,
        comparison=spec.comparison,
        shadowed_to=by_time(milliseconds(spec.cut), ""),
        artefact_sha256=spec.artefact_sha256,
        author_id=TRAINER,
        known_at=at,
        recorded_at=at,
    )
    training = TrainingRunRecord(
        id=store.clock.new_id(),
        key=key,
        protocol=spec.protocol,
        reason=spec.reason,
        seed=spec.seed,
        rows=spec.rows,
        ended_at=at,
        recorded_at=at,
    )
    rows = await store.graph.write(REGISTER_CHALLENGER, Rows([await _recorded(store, spec, version, training, now)]))
    return rows[0].id if rows else None


async def _recorded(
    store: Store, spec: ChallengerSpec, version: ModelVersionRecord, training: TrainingRunRecord, now: datetime
) -> ChallengerRow:
    move = Move("", Stage.CHALLENGER.value, COMMAND, spec.reason)
    change, entry = await audited_change(store, move, (TRAINER, ActorKind.SOFTWARE), version.id, now)
    return ChallengerRow(
        active=spec.beside.active.key,
        version=version,
        training=training,
        datasets=sorted(spec.datasets),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, version.id, store.clock.new_id())],
    )


async def unshadowed_cases(
    store: Store, point: str, challenger: Challenger, limit: int
) -> tuple[list[UnshadowedCase], str]:
    """Return the next live cases that a challenger is to score, and the sort key up to which that is all.

    It stops before a case that still waits for the score that counts.
    """
    params = UnshadowedCasesParams(point, challenger.model, challenger.shadowed_to, limit)
    cases, done = list[UnshadowedCase](), challenger.shadowed_to
    for row in await store.graph.read(UNSHADOWED_CASES, params):
        if row.waits:
            break
        done = row.sort_key
        if row.snapshot is not None:
            since = moment(row.snapshot["recordedAt"])
            payload = json.loads(row.snapshot["values"])
            cases.append(UnshadowedCase(row.external_id, row.snapshot["id"], payload, since))
    return cases, done


async def add_live_shadows(
    store: Store, challenger: Challenger, shadows: Sequence[LiveShadow], shadowed_to: str
) -> int:
    """Store a challenger's scores, each once, and how far it came; return how many were new."""
    rows = await store.graph.write(
        ADD_LIVE_SHADOWS,
        AddLiveShadowsParams(
            model=challenger.key,
            lock=store.clock.new_id(),
            shadowed_to=shadowed_to,
            snapshots=[one.snapshot_id for one in shadows],
            ids=[store.clock.new_id() for _ in shadows],
            probabilities=[one.probability for one in shadows],
            margins=[one.margin for one in shadows],
            target=challenger.target,
            at=milliseconds(store.clock.now()),
        ),
    )
    return rows[0].added if rows else 0


async def set_shadow_figures(store: Store, challenger: Challenger, figures: Mapping[str, Any]) -> None:
    """Keep how a challenger did on live cases."""
    text = json.dumps(figures, sort_keys=True, allow_nan=False)
    await store.graph.write(SET_FIGURES, SetFiguresParams(challenger.key, Stage.CHALLENGER.value, text))


async def set_live_figures(store: Store, active: VersionFile, figures: Mapping[str, Any]) -> None:
    """Keep how right the forecasts of a version in use were, as far as their answers are known."""
    text = json.dumps(figures, sort_keys=True, allow_nan=False)
    await store.graph.write(SET_FIGURES, SetFiguresParams(active.key, Stage.ACTIVE.value, text))


def _in_use(row: ModelInUseRow) -> ModelInUse:
    challenger = row.challenger
    return ModelInUse(
        model=row.model,
        target=row.target,
        primary=bool(row.primary),
        rows=row.rows,
        trained_at=moment(row.trained_at),
        active=VersionFile(row.active["id"], row.active["key"], row.active["artefactSha256"]),
        challenger=None
        if challenger is None
        else Challenger(
            id=challenger["id"],
            key=challenger["key"],
            artefact_sha256=challenger["artefactSha256"],
            model=row.model,
            target=None if row.primary else row.target,
            shadowed_to=challenger["shadowedTo"] or "",
        ),
        rules=TruthRules(
            row.point["proposalAction"], row.point["alternativeAction"], tuple(row.point["badOutcomes"] or ())
        ),
    )
