"""Versions of our own models: which there are and how good they were, and the two steps by which one comes into use."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.domain.gate.facts import Stage
from graph.domain.kernel.canonical import Json
from graph.domain.kernel.idempotency import Request
from graph.domain.kernel.moments import milliseconds, moment
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.promotion import Promotion, PromotionCommand, PromotionFacts, check_promotion
from graph.queries.registry.promotion import (
    VERSION_FACTS,
    VERSIONS,
    ModelVersionRow,
    ModelVersionsParams,
    PromotionRow,
    VersionFactsRow,
    VersionParams,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.registry import ModelVersionUpdate
from graph.store.kernel.commands import Attempted, CommandSpec, PlannedWrite, Try, execute, key_first
from graph.store.kernel.recording import audited_change
from graph.store.kernel.requests import StoredResult
from graph.store.kernel.store import Store

MOST_VERSIONS = 100
"""Of one point: years of training, and few enough for one page."""


@dataclass(frozen=True, slots=True)
class ModelVersionView:
    """A version of a model of ours: how it stands, its figures as JSON objects, and who proposed and approved it.

    `comparison` holds a challenger beside the version that was active, on the same later cases; `shadow` on live ones.
    `live`: how right its forecasts were while it was active.
    """

    id: str
    key: str
    model: str
    target: str
    primary: bool
    version: str
    stage: Stage
    trained_at: datetime
    rows: int
    datasets: int
    reason: str | None
    calibration: Mapping[str, Any]
    comparison: Mapping[str, Any] | None
    shadow: Mapping[str, Any] | None
    live: Mapping[str, Any] | None
    proposer: str | None
    approver: str | None
    proposed_at: datetime | None
    approved_at: datetime | None

    @property
    def usable(self) -> bool:
        """Whether its probabilities were no worse than the average when it was trained."""
        return self.calibration.get("usable") is not False


@dataclass(frozen=True, slots=True)
class Promoted:
    """How a version stands after a change, and whether it is proposed."""

    version_id: str
    stage: Stage
    proposed: bool


async def model_versions(store: Store, point: str) -> list[ModelVersionView]:
    """Return the newest versions of a point's models, the main model first."""
    return [_view(row) for row in await store.graph.read(VERSIONS, ModelVersionsParams(point, None, MOST_VERSIONS))]


async def versions_of(store: Store, model_id: str) -> list[ModelVersionView]:
    """Return the newest versions of one model."""
    return [_view(row) for row in await store.graph.read(VERSIONS, ModelVersionsParams(None, model_id, MOST_VERSIONS))]


async def change_promotion(store: Store, actor: Actor, change: Promotion, key: str) -> Promoted | Problem:
    """Propose a version, or approve or decline a proposal, once; every decision after an approval names the version."""

    async def read(_: Try) -> VersionFactsRow | Problem:
        rows = await store.graph.read(VERSION_FACTS, VersionParams(change.version_id))
        return rows[0] if rows else _nowhere(change.version_id)

    async def attempt(held: VersionFactsRow, one: Try) -> Attempted:
        if problem := check_promotion(change, _facts(held), actor):
            return problem
        row = await _row(store, actor, (change, held), one)
        result: dict[str, Json] = {
            "versionId": change.version_id,
            "stage": _stage_after(change, held).value,
            "proposed": change.command is PromotionCommand.PROPOSE,
        }
        return PlannedWrite(store.promotions, row, result, change.version_id)

    fields: dict[str, Json] = {"versionId": change.version_id, "command": change.command.value}
    return await execute(
        store,
        actor,
        CommandSpec(
            needs=Operation.CHANGE_MODELS,
            request=Request("changeModelVersion", actor.account, fields, {"note": change.reason}),
            idempotency_key=key,
            read=key_first(store, read),
            attempt=attempt,
            answer=_promoted,
            subject="version",
        ),
    )


async def _row(store: Store, actor: Actor, wanted: tuple[Promotion, VersionFactsRow], one: Try) -> PromotionRow:
    change, held = wanted
    note = (change.reason or "").strip() or None
    at, stage = milliseconds(one.now), Stage(held.version["stage"])
    move = Move(stage.value, _stage_after(change, held).value, change.command.value, None, note)
    record, entry = await audited_change(store, move, (actor.person_id, actor.kind), change.version_id, one.now)
    return PromotionRow(
        write_id=store.clock.new_id(),
        version_id=change.version_id,
        stage=stage.value,
        proposed_at=held.version["proposedAt"] or 0,
        active=held.active,
        version=_update(change.command, actor, at),
        point=held.model["decisionPoint"] if change.command is PromotionCommand.APPROVE else None,
        change=record,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(record, change.version_id, store.clock.new_id())],
    )


def _update(command: PromotionCommand, actor: Actor, at: int) -> ModelVersionUpdate:
    match command:
        case PromotionCommand.PROPOSE:
            return ModelVersionUpdate(proposer_id=actor.person_id, proposed_at=at)
        case PromotionCommand.APPROVE:
            return ModelVersionUpdate(
                stage=Stage.ACTIVE.value, proposed_at=None, approver_id=actor.person_id, approved_at=at
            )
        case PromotionCommand.DECLINE:
            return ModelVersionUpdate(proposer_id=None, proposed_at=None)


def _stage_after(change: Promotion, held: VersionFactsRow) -> Stage:
    return Stage.ACTIVE if change.command is PromotionCommand.APPROVE else Stage(held.version["stage"])


def _facts(held: VersionFactsRow) -> PromotionFacts:
    version = held.version
    pending = version["proposedAt"] is not None
    return PromotionFacts(
        key=version["key"],
        stage=Stage(version["stage"]),
        own=version["artefactSha256"] is not None and held.model["decisionPoint"] is not None,
        usable=_object(version["calibration"]).get("usable") is not False,
        proposer_id=version["proposerId"] if pending else None,
        other=held.other,
    )


def _view(row: ModelVersionRow) -> ModelVersionView:
    version, run = row.version, row.run or {}
    return ModelVersionView(
        id=version["id"],
        key=version["key"],
        model=row.model["name"],
        target=row.model["target"],
        primary=bool(row.model["primary"]),
        version=version["version"],
        stage=Stage(version["stage"]),
        trained_at=moment(version["recordedAt"]),
        rows=run.get("rows") or 0,
        datasets=row.datasets,
        reason=run.get("reason"),
        calibration=_object(version["calibration"]),
        comparison=_object(version["comparison"]) or None,
        shadow=_object(version["shadowFigures"]) or None,
        live=_object(version["liveFigures"]) or None,
        proposer=row.proposer,
        approver=row.approver,
        proposed_at=None if version["proposedAt"] is None else moment(version["proposedAt"]),
        approved_at=None if version["approvedAt"] is None else moment(version["approvedAt"]),
    )


def _object(text: str | None) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(text) if text else {}
    return read


def _nowhere(version_id: str) -> Problem:
    return Problem(
        ProblemCode.NOT_FOUND, f"There is no model version {version_id}: take its id from `signoff models list`."
    )


def _promoted(result: StoredResult) -> Promoted:
    return Promoted(result["versionId"], Stage(result["stage"]), result["proposed"])


def version_named(versions: Sequence[ModelVersionView], name: str) -> ModelVersionView | None:
    """Return the version that a person names by its id, its key or its version alone; None where not exactly one is."""
    named = [one for one in versions if name in {one.id, one.key, one.version}]
    return named[0] if len(named) == 1 else None
