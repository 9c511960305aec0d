"""Starts, finds and stops the private server; safe to call again and again."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from pydantic import SecretStr

from graph.embedded.home import FIRST_PASSWORD, USER, ServerHome
from graph.embedded.jars import fetch_jars, jar_cache, locked_jars
from graph.embedded.process import ProcessNote
from graph.errors import DatabaseUnavailable, EmbeddedServerFailed, WrongPassword
from graph.settings import GraphSettings

_HEAP_MB = 1024
_PAGE_CACHE_MB = 256
_OTHER_MB = 256
_DISK_MB = 400
_START_SECONDS = 120
_STOP_SECONDS = 60
_POLL_SECONDS = 0.2

# A started server outlives the call that started it; keeping its handle lets its end be noticed and reaped.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell how far a start is: jars ready out of all, and the present step in words."""

    jars: Callable[[int, int], None]
    step: Callable[[str], None]


def silent() -> Progress:
    """Return a progress that tells nobody."""
    return Progress(lambda _ready, _all: None, lambda _words: None)


def private_home(settings: GraphSettings) -> ServerHome:
    """Return the folder of the private server that belongs to these settings."""
    return ServerHome(settings.data_dir.resolve() / "neo4j")


def reachable(settings: GraphSettings, note: ProcessNote) -> GraphSettings:
    """Return the settings that reach the running private server."""
    return settings.model_copy(
        update={
            "neo4j_uri": f"bolt://127.0.0.1:{note.port}",
            "neo4j_user": USER,
            "neo4j_password": SecretStr(private_home(settings).password()),
        }
    )


def find(settings: GraphSettings) -> GraphSettings:
    """Return settings of the named server, or of the private one that runs; raises `DatabaseUnavailable`."""
    if settings.neo4j_uri is not None:
        return settings
    note = private_home(settings).running()
    if note is None:
        raise DatabaseUnavailable("No Neo4j runs; start one with `signoff db start`, or set NEO4J_URI.")
    return reachable(settings, note)


async def start(settings: GraphSettings, *, tied: bool, progress: Progress | None = None) -> GraphSettings:
    """Return settings of a running server: the named one, or the private one, started if need be.

    A `tied` server ends with this process. Raises `EmbeddedServerFailed`, `WrongPassword`.
    """
    if settings.neo4j_uri is not None:
        return settings
    told = progress or silent()
    home = private_home(settings)
    note = home.running()
    if note is None:
        classpath = await _classpath(home, told)
        _refuse_without_room(home, settings.neo4j_port)
        told.step("starting Neo4j")
        note = _spawn(home, classpath, settings.neo4j_port, tied=tied)
    await _await_ready(home, note)
    return reachable(settings, note)


def stop(settings: GraphSettings) -> bool:
    """Stop the private server and wait for its end; False where none ran."""
    home = private_home(settings)
    note = home.running()
    if note is None:
        return False
    os.kill(note.pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while home.running() is not None:
        if time.monotonic() > deadline:
            raise EmbeddedServerFailed(f"Neo4j (process {note.pid}) did not stop within {_STOP_SECONDS} s.")
        time.sleep(_POLL_SECONDS)
    home.forget_note()
    return True


async def _classpath(home: ServerHome, progress: Progress) -> Path:
    # Slow to import and needed on this path only.
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415

    jars = locked_jars()
    ready = 0

    def advance(more: int) -> None:
        nonlocal ready
        ready += more
        progress.jars(ready, len(jars))

    files = await fetch_jars(jars, jar_cache(), MAVEN_CENTRAL_URL, advance)
    home.folder.mkdir(parents=True, exist_ok=True)
    classpath = home.folder / "classpath"
    classpath.write_text("\n".join(map(str, files)), encoding="utf-8")
    return classpath


def _refuse_without_room(home: ServerHome, port: int) -> None:
    free_mb = shutil.disk_usage(home.folder).free // 2**20
    if free_mb < _DISK_MB:
        raise EmbeddedServerFailed(
            f"{home.folder} has {free_mb} MB free; Neo4j needs {_DISK_MB}. Free some or set SIGNOFF_DATA_DIR."
        )
    needed_mb = _HEAP_MB + _PAGE_CACHE_MB + _OTHER_MB
    memory_mb = psutil.virtual_memory().available // 2**20
    if memory_mb < needed_mb:
        raise EmbeddedServerFailed(
            f"{memory_mb} MB of memory are free; Neo4j needs {needed_mb}. Close something or set NEO4J_URI."
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise EmbeddedServerFailed(
                f"Port {port} is taken by another program. Stop it, or choose a port with SIGNOFF_NEO4J_PORT."
            ) from error


def _spawn(home: ServerHome, classpath: Path, port: int, *, tied: bool) -> ProcessNote:
    home.write_conf(port, _PAGE_CACHE_MB)
    command = [sys.executable, "-m", "graph.embedded", str(home.folder), str(classpath), "--heap-mb", str(_HEAP_MB)]
    with home.log.open("wb") as log:
        process = subprocess.Popen(
            [*command, "--tied"] if tied else command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _started.append(process)
    note = ProcessNote.of(process.pid, port)
    home.write_note(note)
    return note


async def _await_ready(home: ServerHome, note: ProcessNote) -> None:
    deadline = time.monotonic() + _START_SECONDS
    first_start = not home.has_password()
    password = home.password()
    uri = f"bolt://127.0.0.1:{note.port}"
    while time.monotonic() < deadline:
        if home.running() is None:
            raise EmbeddedServerFailed(f"Neo4j ended while starting: {home.last_words()} (see {home.log}).")
        try:
            await _log_in(uri, password)
        except AuthError as error:
            if not await _set_first_password(uri, password):
                what = "was changed" if not first_start else "could not be set"
                raise WrongPassword(
                    f"The private server's password {what}: {home.folder}/password no longer fits. "
                    "Restore it, or start over with `signoff db reset`."
                ) from error
        except (DriverError, Neo4jError, OSError):
            await asyncio.sleep(_POLL_SECONDS)
        else:
            return
    raise EmbeddedServerFailed(f"Neo4j did not answer within {_START_SECONDS} s (see {home.log}).")


async def _log_in(uri: str, password: str) -> None:
    async with AsyncGraphDatabase.driver(uri, auth=(USER, password), max_transaction_retry_time=0) as driver:
        await driver.execute_query("RETURN 1", database_="neo4j")


async def _set_first_password(uri: str, password: str) -> bool:
    try:
        async with AsyncGraphDatabase.driver(uri, auth=(USER, FIRST_PASSWORD)) as driver:
            await driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $first TO $chosen",
                {"first": FIRST_PASSWORD, "chosen": password},
                database_="system",
            )
    except AuthError:
        return False
    return True
