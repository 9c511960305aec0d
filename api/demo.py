"""The demo from nothing to ready: database, schema, accounts, pack, API and worker; again, it finds what is there."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from api.demo_accounts import create_demo_accounts, demo_keys, demo_password, train_reviewers
from api.supervisor.child_process import ChildTask, run_child
from api.supervisor.services import Service, Services, refuse_taken_port
from graph.embedded.finding import private_home
from graph.embedded.server import Progress, start, stop
from graph.session import migrated, open_graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from ingestion.pack.load import load_pack
from ingestion.packs import folder_of
from pipelines.loading.progress import LoadState, PackNotes
from pipelines.loading.report import facts_of
from pipelines.loading.whole import completed_load

OnStep = Callable[[str, int, int], None]
_SERVICES = ("play", "worker", "api")
_WARM_UPS, _WARM_UP_PAUSE_SECONDS, _WARM_UP_SECONDS = 3, 1.0, 300.0
_WARM_UP = """
{ tasks(first: 5) { ... on TaskPage { nodes { id } } }
  decisions(first: 5) { ... on DecisionPage { nodes { id } } } }
"""


@dataclass(frozen=True, slots=True)
class DemoSpec:
    """What the demo shows: its pack by name and by folder, its port, and whether it ends with the caller (`tied`).

    `more` are the packs that the worker loads once the demo is ready.
    """

    pack: str
    folder: Path
    port: int
    tied: bool
    play_speed: float | None
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A demo that serves: its address, log-ins and keys, and what the pack brought."""

    url: str
    password: str
    keys: Mapping[str, str]
    loaded: Mapping[str, Any]


async def bring_up(spec: DemoSpec, on_step: OnStep) -> Ready:
    """Start whatever is missing and return when a request would be answered at once.

    Where that fails half-way, what was started is ended again; what ran before goes on.
    """
    services = services_of()
    before = {name for name in _SERVICES if services.running(name) is not None}
    had_graph = private_home(GraphSettings()).running() is not None
    try:
        return await _brought_up(services, spec, on_step)
    except BaseException:
        services.stop(tuple(name for name in _SERVICES if name not in before))
        if not had_graph:
            stop(GraphSettings())
        raise


async def _brought_up(services: Services, spec: DemoSpec, on_step: OnStep) -> Ready:
    if services.running("api") is None:
        refuse_taken_port(spec.port)
    progress = Progress(
        jars=lambda ready, total: on_step("fetching Neo4j, checked jar by jar", ready, total),
        step=lambda step: on_step(step, 0, 0),
    )
    graph = await start(GraphSettings(), tied=spec.tied, progress=progress)
    async with AsyncExitStack() as stack:
        on_step("bringing the schema up to date", 0, 0)
        await migrated(graph)
        # It starts while the pack is loaded; nobody is told its address before that is done.
        api = services.spawn(_api(spec), tied=spec.tied)
        opened = await stack.enter_async_context(open_graph(graph.for_background()))
        store = open_store(opened, MasterKey.of_folder(graph.data_dir))
        password = demo_password(graph.data_dir)
        await create_demo_accounts(store, password)
        loaded = await _loaded(store, spec, on_step)
        await train_reviewers(store)
        keys = await demo_keys(store, graph.data_dir)
        on_step("starting API and worker", 0, 0)
        await services.until_ready(replace(_api(spec), port=api.port))
        await store.graph.refuse_stale_schema()
        url = f"http://127.0.0.1:{api.port}"
        await _warm_up(services, url, keys["analyst"])
        await _request_more(store, graph.data_dir, spec)
        # Last, for their libraries take seconds to load that the first visitor should not wait for.
        _spawn_others(services, spec)
    return Ready(url, password, keys, loaded)


def take_down() -> tuple[str, ...]:
    """Stop what runs and return the names of those that did; the data stay."""
    stopped = services_of().stop(_SERVICES)
    return (*stopped, "neo4j") if stop(GraphSettings()) else stopped


def services_of() -> Services:
    """Return the demo's supervised processes."""
    return Services(GraphSettings().data_dir.resolve() / "services")


def watched(spec: DemoSpec) -> tuple[str, ...]:
    """Return the names of the processes that must live while the demo does."""
    return ("worker", "api") if spec.play_speed is None else _SERVICES


async def _loaded(store: Store, spec: DemoSpec, on_step: OnStep) -> Mapping[str, Any]:
    """Return how the pack stands, loaded first where that was not done.

    It is loaded in a process of its own, so that this one never holds the learning libraries.
    """
    if completed := await completed_load(store, spec.folder):
        return facts_of(completed)
    task = ChildTask("loading", ("pack", "load", spec.pack, "--reports"), services_of().log("loading"))
    return await run_child(
        task,
        lambda report: on_step(report["step"], report["done"], report["total"]),
    )


async def _request_more(store: Store, data_dir: Path, spec: DemoSpec) -> None:
    """Ask the worker for the further packs; those that are in whole stand on record as ready."""
    now, notes = store.clock.now(), PackNotes(data_dir)
    folders = {spec.pack: spec.folder} | {name: folder_of(name) for name in spec.more}
    notes.request([(name, load_pack(folder).title) for name, folder in folders.items()], now)
    for name, folder in folders.items():
        if await completed_load(store, folder) is not None and (progress := notes.of(name)) is not None:
            notes.write(progress.moved(LoadState.READY, now))


def _api(spec: DemoSpec) -> Service:
    # One process guards the database: this one while it stays, else the API.
    guard = "--no-keep-database" if spec.tied else "--keep-database"
    return Service("api", ("serve", "--port", str(spec.port), guard), spec.port, "/health/ready")


def _spawn_others(services: Services, spec: DemoSpec) -> None:
    services.spawn(Service("worker", ("worker",)), tied=spec.tied)
    if spec.play_speed is not None:
        played = ("pack", "play", spec.pack, "--speed", str(spec.play_speed))
        services.spawn(Service("play", played), tied=spec.tied)


async def _warm_up(services: Services, url: str, key: str) -> None:
    """Ask what a first visitor asks until it is answered, so that they need not wait for plans and caches.

    It never fails a start: after a while the visitor waits instead. Raises `ServiceFailed` where the API has ended.
    """
    answers, latest = 0, time.monotonic() + _WARM_UP_SECONDS
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        while answers < _WARM_UPS and time.monotonic() < latest:
            services.refuse_dead("api")
            if await _answered(client, key):
                answers += 1
            else:
                await asyncio.sleep(_WARM_UP_PAUSE_SECONDS)


async def _answered(client: httpx.AsyncClient, key: str) -> bool:
    try:
        answer = await client.post("/graphql", json={"query": _WARM_UP}, headers={"authorization": f"Bearer {key}"})
    except httpx.HTTPError:
        return False
    return answer.status_code == httpx.codes.OK
