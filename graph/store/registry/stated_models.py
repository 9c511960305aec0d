"""Recording model versions that another registry states; what is stated again in the same words changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.canonical import canonical_json
from graph.domain.kernel.moments import milliseconds
from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, Operation
from graph.domain.registry.stated_models import StatedVersion
from graph.queries.kernel.rows import Rows
from graph.queries.registry.stated_models import (
    STATE_VERSIONS,
    STATED_VERSIONS,
    HeldStatementRow,
    NamedModelRow,
    NamedVersionRow,
    StatedKeysParams,
    StatedTrainingRow,
    StatedVersionRow,
)
from graph.records.audit import OutboxEventRecord
from graph.records.change import Move
from graph.records.registry import ModelVersionUpdate
from graph.store.kernel.commands import execute_unkeyed
from graph.store.kernel.recording import audited_change
from graph.store.kernel.store import Store

COMMAND = "STATE_MODEL_VERSION"
_TOGETHER = 100
"""Versions of one transaction: each has a record, and their figures may be long."""


@dataclass(frozen=True, slots=True)
class RecordedVersions:
    """Which versions were new, stated otherwise than before, or the same, and which are versions of our own models."""

    new: Sequence[str]
    changed: Sequence[str]
    same: int
    own: Sequence[str]


async def record_versions(
    store: Store, actor: Actor, registry: str, versions: Sequence[StatedVersion]
) -> RecordedVersions | Problem:
    """Record what a registry, named by its address, states; a version that nobody approved here stays unverified."""

    async def act() -> RecordedVersions | Problem:
        held = await _held(store, versions)
        own = [one.key for one in versions if held[one.key].own]
        moved = [one for one in versions if not held[one.key].own and held[one.key].digest != one.digest]
        now = store.clock.now()
        for first in range(0, len(moved), _TOGETHER):
            rows = [
                await _row(store, actor, (registry, one), held[one.key], now)
                for one in moved[first : first + _TOGETHER]
            ]
            await store.graph.write(STATE_VERSIONS, Rows(rows))
        return RecordedVersions(
            new=[one.key for one in moved if held[one.key].digest is None],
            changed=[one.key for one in moved if held[one.key].digest is not None],
            same=len(versions) - len(own) - len(moved),
            own=own,
        )

    return await execute_unkeyed(actor, Operation.RECORD_LINEAGE, act)


async def _held(store: Store, versions: Sequence[StatedVersion]) -> Mapping[str, HeldStatementRow]:
    params = StatedKeysParams([(one.name, one.key) for one in versions])
    return {row.key: row for row in await store.graph.read(STATED_VERSIONS, params)}


async def _row(
    store: Store, actor: Actor, stated: tuple[str, StatedVersion], held: HeldStatementRow, now: datetime
) -> StatedVersionRow:
    registry, one = stated
    at, version_id = milliseconds(now), held.id or store.clock.new_id()
    move = Move(held.digest or "", one.digest, COMMAND)
    change, entry = await audited_change(store, move, (actor.person_id, actor.kind), version_id, now)
    return StatedVersionRow(
        model=NamedModelRow(store.clock.new_id(), one.name, one.name, at),
        version=NamedVersionRow(
            version_id, one.key, one.version, one.name, "UNVERIFIED", milliseconds(one.created_at), at
        ),
        stated=_update(registry, one),
        training=_training(store, one, at),
        change=change,
        audit=[entry],
        outbox=[OutboxEventRecord.of_change(change, version_id, store.clock.new_id())],
    )


def _update(registry: str, one: StatedVersion) -> ModelVersionUpdate:
    run = one.run
    return ModelVersionUpdate(
        registry=registry,
        registry_stage=one.stage,
        registry_digest=one.digest,
        aliases=list(one.aliases),
        artefact_source=one.source,
        metrics=None if run is None else canonical_json(dict(run.metrics)).decode(),
        params=None if run is None else canonical_json(dict(run.params)).decode(),
    )


def _training(store: Store, one: StatedVersion, at: int) -> list[StatedTrainingRow]:
    run = one.run
    if run is None:
        return []
    started, ended = (None if time is None else milliseconds(time) for time in (run.started_at, run.ended_at))
    return [StatedTrainingRow(store.clock.new_id(), f"run {run.id} of another registry", started, ended, at)]
