"""Starts, finds and stops the private server; safe to call again and again."""

import asyncio
import fcntl
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psutil
from neo4j import AsyncGraphDatabase
from neo4j.exceptions import AuthError, Neo4jError

from graph.embedded.diligence import Diligence
from graph.embedded.finding import private_home, reachable
from graph.embedded.home import FIRST_PASSWORD, USER, ServerHome
from graph.embedded.jars import fetch_jars, jar_cache, jar_repository, locked_jars
from graph.embedded.process import ProcessNote, reap_when_ended
from graph.embedded.room import free_mb, lacking_disk, lacking_room
from graph.errors import EmbeddedServerFailed, WrongPassword
from graph.faults import DRIVER_FAULTS
from graph.settings import GraphSettings

_KILL_SECONDS, _HURRIED_SECONDS = 10.0, 60.0
_POLL_SECONDS = 0.2
"""Short beside the seconds that a start takes."""
_LONGEST_POLL_SECONDS = 2.0
"""Asking more often would keep a server at work that does nothing by itself."""
_SLOWER = 1.05
"""Each pause is so much longer than the one before: a minute of waiting costs few looks."""
_ASK_SECONDS = 10.0
"""A healthy server answers within one; a busy machine may take longer."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell how far a start is: jars ready out of all, and the present step in words."""

    jars: Callable[[int, int], None]
    step: Callable[[str], None]


def silent() -> Progress:
    """Return a progress that tells nobody."""
    return Progress(lambda _ready, _all: None, lambda _step: None)


async def start(settings: GraphSettings, *, tied: bool, progress: Progress | None = None) -> GraphSettings:
    """Return settings of a running server: the named one, or the private one, started if need be.

    A `tied` server ends with this process. Raises `EmbeddedServerFailed`, `WrongPassword`.
    """
    if settings.neo4j_uri is not None:
        return settings
    home = private_home(settings)
    try:
        async with _alone(home):
            note = home.running() or await _launch(home, settings, progress or silent(), tied=tied)
            await _await_ready(home, note, Diligence(note, home.log))
    except OSError as error:
        raise EmbeddedServerFailed(
            f"Cannot write in {home.folder}: {error.strerror or error}. Free some space or set SIGNOFF_DATA_DIR."
        ) from error
    return reachable(settings, note)


async def start_again(settings: GraphSettings, *, tied: bool) -> bool:
    """End a private server that is of no use any more and start it anew; False where another process has done so.

    Raises `EmbeddedServerFailed`, `WrongPassword`; without room nothing is ended.
    """
    home = private_home(settings)
    try:
        async with _alone(home):
            note = home.running()
            if note is not None:
                if await answers(settings, note) is ServerAnswer.WELL:
                    return False
                if lacking := lacking_disk(settings, free_mb(home.folder)):
                    raise EmbeddedServerFailed(lacking)
                await asyncio.to_thread(end, home, note, Diligence(note, home.log, idle_seconds=_KILL_SECONDS))
            note = await _launch(home, settings, silent(), tied=tied)
            await _await_ready(home, note, Diligence(note, home.log))
    except OSError as error:
        raise EmbeddedServerFailed(
            f"Cannot write in {home.folder}: {error.strerror or error}. Free some space or set SIGNOFF_DATA_DIR."
        ) from error
    return True


async def stop_alone(settings: GraphSettings) -> bool:
    """Stop the private server while nobody starts it; False where none ran. Raises `EmbeddedServerFailed`.

    It has a minute: on a full disk its end waits for room, and what it acknowledged is in its log.
    """
    home = private_home(settings)
    async with _alone(home):
        note = home.running()
        if note is None:
            return False
        hurried = Diligence(note, home.log, idle_seconds=_KILL_SECONDS, end_seconds=_HURRIED_SECONDS)
        await asyncio.to_thread(end, home, note, hurried)
        return True


class ServerAnswer(StrEnum):
    """What a server says to a log-in and the smallest question."""

    WELL = "it answers"
    REFUSES = "it answers, but its database is out of order"
    SILENT = "it does not answer"


async def answers(settings: GraphSettings, note: ProcessNote) -> ServerAnswer:
    """Ask a running server; whoever asks waits for `_ASK_SECONDS` at most."""
    try:
        async with asyncio.timeout(_ASK_SECONDS):
            await _log_in(f"bolt://127.0.0.1:{note.port}", private_home(settings).password())
    except AuthError:
        return ServerAnswer.WELL
    except Neo4jError:
        return ServerAnswer.REFUSES
    except DRIVER_FAULTS:
        return ServerAnswer.SILENT
    return ServerAnswer.WELL


@asynccontextmanager
async def _alone(home: ServerHome) -> AsyncIterator[None]:
    """Keep a second starter of the same folder waiting until the first one's server answers."""
    home.folder.mkdir(parents=True, exist_ok=True)
    with (home.folder / "start.lock").open("w") as lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        yield


async def _launch(home: ServerHome, settings: GraphSettings, progress: Progress, *, tied: bool) -> ProcessNote:
    _refuse_without_room(home, settings)
    classpath = await _classpath(home, progress)
    progress.step("starting Neo4j")
    return _spawn(home, classpath, settings, tied=tied)


def stop(settings: GraphSettings) -> bool:
    """Stop the private server and wait for its end, by force where it does nothing; False where none ran."""
    home = private_home(settings)
    note = home.running()
    if note is None:
        return False
    end(home, note, Diligence(note, home.log))
    return True


def end(home: ServerHome, note: ProcessNote, diligence: Diligence) -> None:
    """End a server: asked first, killed when it does not work on its end; what it acknowledged is on the disk.

    Raises `EmbeddedServerFailed` where even that does not end it.
    """
    note.send(signal.SIGTERM)
    while note.lives() and diligence.given_up() is None:
        time.sleep(_POLL_SECONDS)
    if note.lives():
        note.send(signal.SIGKILL)
        deadline = time.monotonic() + _KILL_SECONDS
        while note.lives() and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
    if note.lives():
        raise EmbeddedServerFailed(f"Neo4j (process {note.pid}) does not end; end it by hand and start again.")
    home.forget_note()


async def _classpath(home: ServerHome, progress: Progress) -> Path:
    jars = locked_jars()
    ready = 0

    def advance(more: int) -> None:
        nonlocal ready
        ready += more
        progress.jars(ready, len(jars))

    files = await fetch_jars(jars, jar_cache(), jar_repository(), advance)
    home.folder.mkdir(parents=True, exist_ok=True)
    classpath = home.folder / "classpath"
    classpath.write_text("\n".join(map(str, files)), encoding="utf-8")
    return classpath


def _refuse_without_room(home: ServerHome, settings: GraphSettings) -> None:
    lacking = lacking_room(
        settings,
        disk_mb=free_mb(home.folder),
        memory_mb=psutil.virtual_memory().available // 2**20,
    )
    if lacking is not None:
        raise EmbeddedServerFailed(lacking)
    port = settings.neo4j_port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise EmbeddedServerFailed(
                f"Port {port} is taken by another program. Stop it, or choose a port with SIGNOFF_NEO4J_PORT."
            ) from error


def _spawn(home: ServerHome, classpath: Path, settings: GraphSettings, *, tied: bool) -> ProcessNote:
    home.write_conf(settings.neo4j_port, settings.neo4j_page_cache_mb, settings.neo4j_replan_minutes)
    heap = ("--heap-mb", str(settings.neo4j_heap_mb))
    command = [sys.executable, "-m", "graph.embedded", str(home.folder), str(classpath), *heap]
    with home.log.open("wb") as log:
        process = subprocess.Popen(
            [*command, "--tied"] if tied else command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    note = ProcessNote.of(process.pid, settings.neo4j_port)
    reap_when_ended(process)
    home.write_note(note)
    return note


async def _await_ready(home: ServerHome, note: ProcessNote, diligence: Diligence) -> None:
    """Wait until the server answers; one that rests without answering is ended, so that the next start is a new one."""
    first_start = not home.has_password()
    password = home.password()
    uri, pause = f"bolt://127.0.0.1:{note.port}", _POLL_SECONDS
    while True:
        if not note.lives():
            raise EmbeddedServerFailed(f"Neo4j ended while starting: {home.last_log_line()} (see {home.log}).")
        if (reason := diligence.given_up()) is not None:
            await asyncio.to_thread(end, home, note, Diligence(note, home.log, idle_seconds=_KILL_SECONDS))
            raise EmbeddedServerFailed(f"Neo4j {reason} and was ended (see {home.log}). Do the same again.")
        try:
            await _log_in(uri, password)
        except AuthError as error:
            if not await _set_first_password(uri, password):
                what = "was changed" if not first_start else "could not be set"
                raise WrongPassword(
                    f"The private server's password {what}: {home.folder}/password no longer fits. "
                    "Restore it, or start over with `signoff db reset`."
                ) from error
        except DRIVER_FAULTS as error:
            if isinstance(error, Neo4jError) and await _is_broken(uri, password):
                await asyncio.to_thread(end, home, note, Diligence(note, home.log, idle_seconds=_KILL_SECONDS))
                raise EmbeddedServerFailed(
                    f"Neo4j cannot open its data: {home.folder}/logs/debug.log says why. Restore {home.folder} from a "
                    "backup, or start over with `signoff db reset`."
                ) from error
            await asyncio.sleep(pause)
            pause = min(pause * _SLOWER, _LONGEST_POLL_SECONDS)
        else:
            return


async def _log_in(uri: str, password: str) -> None:
    async with AsyncGraphDatabase.driver(uri, auth=(USER, password), max_transaction_retry_time=0) as driver:
        await driver.execute_query("RETURN 1", database_="neo4j")


async def _is_broken(uri: str, password: str) -> bool:
    """Return whether the server has given up opening the database, which it would not try again by itself."""
    try:
        async with AsyncGraphDatabase.driver(uri, auth=(USER, password), max_transaction_retry_time=0) as driver:
            shown = await driver.execute_query(
                "SHOW DATABASE neo4j YIELD requestedStatus, currentStatus, statusMessage", database_="system"
            )
    except DRIVER_FAULTS:
        return False
    return any(row["requestedStatus"] != row["currentStatus"] and row["statusMessage"] for row in shown.records)


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
    except DRIVER_FAULTS:
        # A server that starts may break off: what became of the password shows at the next log-in.
        return True
    return True
