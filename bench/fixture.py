"""What the benchmarks run on: a private Neo4j, one decision point, claimed tasks, and served processes."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psutil
from neo4j import AsyncDriver

from api.auth.keys import hash_of, new_key
from graph.domain.gate.facts import Mode
from graph.domain.intake.case import CaseSubmission, Contribution, EntityRef, Score
from graph.domain.intake.quality_gates import GateKind, QualityGate
from graph.domain.intake.rules import FieldAvailability, FieldType, IntakeField, IntakeRules
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.review.task import DecideCommand, Verdict
from graph.driver import open_driver
from graph.embedded.server import start, stop
from graph.queries.kernel.rows import Row, row_map
from graph.session import migrated, open_graph
from graph.settings import GraphSettings
from graph.store.decision.deciding import decide
from graph.store.intake.cases import Submitted, submit
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.group_commit import GroupCommit
from graph.store.kernel.store import Store, open_store
from graph.store.people.accounts import (
    AccountSpec,
    NewKey,
    actor_of_account,
    create_account,
    create_key,
    record_training,
)
from graph.store.registry.governing import PointSpec, PolicyProposal, activate_policy, open_point
from graph.store.review.tasks import Claimed, claim

_POLICY = """
policy: bench
version: 1
facts:
  risk: {type: number, min: 0, max: 1, words: risk}
rows:
  - {id: look, when: {risk: ">= 0"}, then: REVIEW, because: Everything is looked at.}
"""
_INTAKE = IntakeRules(
    tuple(
        IntakeField(f"field-{number}", FieldType.TEXT, FieldAvailability.CREATION, f"field {number}")
        for number in range(10)
    ),
    (QualityGate("no-field", GateKind.MISSING, "field-0", "the first field is empty"),),
)
RUNNING_SERVER: ContextVar[GraphSettings | None] = ContextVar("running_server", default=None)
"""A migrated, empty server to run on instead of one of the run's own: it shows that a benchmark works, no figure."""
DATA_FOLDER: ContextVar[Path | None] = ContextVar("data_folder", default=None)
"""A folder in which the server's data stay, so that a later run goes on with them; None for a temporary one."""
_TOGETHER = 128
"""Requests at once: what one group commit takes."""


@dataclass(frozen=True, slots=True)
class BenchFixture:
    """The open store, the plain driver beside it, and a trained reviewer and an integrator with API keys."""

    settings: GraphSettings
    store: Store
    driver: AsyncDriver
    reviewer: Actor
    key: str
    integrator: Actor
    integrator_key: str

    async def claimed(self, count: int, name: str) -> list[Claimed]:
        """Return `count` new tasks, claimed by the reviewer."""
        leases: list[Claimed] = []
        for first in range(0, count, _TOGETHER):
            part = range(first, min(first + _TOGETHER, count))
            leases += await asyncio.gather(*(self._claimed(f"{name}-{number}") for number in part))
        return leases

    async def waiting(self, count: int, name: str) -> None:
        """Submit `count` cases whose tasks nobody holds."""
        for first in range(0, count, _TOGETHER):
            part = range(first, min(first + _TOGETHER, count))
            await asyncio.gather(*(self._submitted(f"{name}-{number}") for number in part))

    async def rows(self, leases: Sequence[Claimed]) -> list[dict[str, Any]]:
        """Return the rows that deciding these tasks would write, without writing them."""
        collected: list[dict[str, Any]] = []

        async def collect(rows: Sequence[Row]) -> list[str]:
            collected.extend(map(row_map, rows))
            return ["WRITTEN"] * len(rows)

        blind = replace(self.store, verdicts=GroupCommit(collect))
        for lease in leases:
            await decide(blind, self.reviewer, lease.task_id, command(lease), f"raw-{lease.task_id}")
        return collected

    async def submitted_rows(self, count: int, name: str) -> list[dict[str, Any]]:
        """Return the rows that submitting so many gated cases would write, without writing them."""
        collected: list[dict[str, Any]] = []

        async def collect(rows: Sequence[Row]) -> list[str]:
            collected.extend(map(row_map, rows))
            return ["WRITTEN"] * len(rows)

        blind = replace(self.store, submissions=GroupCommit(collect))
        for number in range(count):
            await submit(blind, self.integrator, submission(f"{name}-{number}"), f"s-{name}-{number}")
        return collected

    async def _submitted(self, name: str) -> Submitted:
        case = await submit(self.store, self.integrator, submission(name), f"s-{name}")
        assert isinstance(case, Submitted), case  # noqa: S101  # a benchmark of nothing is none
        return case

    async def _claimed(self, name: str) -> Claimed:
        case = await self._submitted(name)
        lease = await claim(self.store, self.reviewer, str(case.task_id), f"c-{name}")
        assert isinstance(lease, Claimed), lease  # noqa: S101  # as above
        return lease


@asynccontextmanager
async def open_fixture() -> AsyncIterator[BenchFixture]:
    """Start everything, and leave nothing behind."""
    async with open_server() as settings, open_graph(settings) as graph, await open_driver(settings) as driver:
        store = open_store(graph, MasterKey.of_folder(settings.data_dir))
        (reviewer, key), (integrator, other) = await _people(store)
        yield BenchFixture(settings, store, driver, reviewer, key, integrator, other)


@asynccontextmanager
async def open_server() -> AsyncIterator[GraphSettings]:
    """Start a private, migrated and empty server that ends with the block."""
    if (running := RUNNING_SERVER.get()) is not None:
        yield running
        return
    with _folder() as folder:
        private = GraphSettings(data_dir=folder, neo4j_port=free_port()).model_copy(update={"neo4j_uri": None})
        settings = await start(private, tied=True)
        try:
            await migrated(settings)
            yield settings
        finally:
            stop(private)


@contextmanager
def _folder() -> Iterator[Path]:
    if (folder_given := DATA_FOLDER.get()) is not None:
        yield folder_given
        return
    with tempfile.TemporaryDirectory(prefix="signoff-bench-") as folder:
        yield Path(folder)


def environment_of(settings: GraphSettings) -> dict[str, str]:
    """Return the environment in which another process reaches the same server and folder."""
    assert settings.neo4j_password is not None  # noqa: S101  # the private server has one
    return {
        **os.environ,
        "NEO4J_URI": str(settings.neo4j_uri),
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": settings.neo4j_password.get_secret_value(),
        "SIGNOFF_DATA_DIR": str(settings.data_dir),
    }


@contextmanager
def served(
    settings: GraphSettings, command_: Sequence[str], python: str = sys.executable
) -> Iterator[tuple[str, psutil.Process]]:
    """Run a server until the block ends; `{port}` in the command is a free one."""
    port = free_port()
    arguments = [python, "-m", *(part.format(port=port) for part in command_)]
    process = subprocess.Popen(arguments, env=environment_of(settings))
    try:
        _until_live(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def command(lease: Claimed) -> DecideCommand:
    """Return an approval of what a lease shows."""
    return DecideCommand(Verdict.APPROVE, "fits", lease.packet_digest, lease.lease_epoch, lease.version)


def cpu_seconds(process: psutil.Process) -> float:
    """Return the processor time that a process has taken."""
    times = process.cpu_times()
    return float(times.user + times.system)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _people(store: Store) -> Sequence[tuple[Actor, str]]:
    """Return reviewer and integrator with new keys; a folder of an earlier run has people and point."""
    until = store.clock.now() + timedelta(days=1)
    if await actor_of_account(store, "reviewer") is None:
        await _first_people(store)
    if await actor_of_account(store, "integrator") is None:
        await create_account(store, AccountSpec("integrator", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR})))
    await record_training(store, "reviewer", "review-basics", until)
    return [await _with_key(store, name, until) for name in ("reviewer", "integrator")]


async def _first_people(store: Store) -> None:
    for name, role in (("reviewer", Role.REVIEWER), ("admin", Role.ADMIN), ("policy-owner", Role.POLICY_OWNER)):
        await create_account(store, AccountSpec(name, ActorKind.HUMAN, frozenset({role})))
    await open_point(
        store,
        PointSpec(
            key="bench",
            name="Bench",
            mode=Mode.HYBRID,
            high_impact=False,
            reversible=True,
            proposal_action="YES",
            alternative_action="NO",
            reason_codes=("fits",),
            queue="bench",
            policy="bench",
            intake=_INTAKE,
        ),
    )
    await activate_policy(store, PolicyProposal("bench", _POLICY, {}, "policy-owner", "admin"))


async def _with_key(store: Store, name: str, until: datetime) -> tuple[Actor, str]:
    key = new_key()
    await create_key(store, NewKey(name, hash_of(key), until))
    actor = await actor_of_account(store, name)
    assert actor is not None  # noqa: S101  # just created
    return actor, key


def submission(name: str) -> CaseSubmission:
    """Return a case with a score that adds up and all that its gates read."""
    at = datetime(2026, 1, 5, tzinfo=UTC)
    parts = tuple(Contribution(f"feature-{number}", float(number), 0.1 * number) for number in range(10))
    total = sum(part.amount for part in parts)
    score = Score("bench", "1", 0.5, -total, parts)
    payload: dict[str, Any] = {f"field-{number}": f"value {number}" for number in range(10)}
    return CaseSubmission("bench", name, payload, at, at, entities=(EntityRef("vendor", "V-7"),), score=score)


def _until_live(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(0.02)
    message = f"{url} does not answer"
    raise TimeoutError(message)
