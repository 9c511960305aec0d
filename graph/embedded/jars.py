"""The server's jars: which ones, where they are kept, and that each is exactly the one that was locked."""

import asyncio
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import httpx

from graph.errors import EmbeddedServerFailed

LOCK = "neo4j-5.26.16.sha256"
CACHE_VARIABLE = "SIGNOFF_JAR_CACHE"
REPOSITORY_VARIABLE = "SIGNOFF_JAR_REPOSITORY"
SIGNED = "org/eclipse/collections/"
"""Whose jars are signed. Java checks that again for each file that it looks up in them, which took most of a start."""
_SIGNATURE = re.compile(rb"(META-INF/[\w-]+\.)(SF|RSA|DSA|EC)")
_AT_ONCE = 12
"""Enough to fill an ordinary line."""
_TRIES = 3
"""A connection that broke is usually back at the second."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar: its path in a Maven repository and the SHA-256 of its content."""

    path: str
    sha256: str


def locked_jars() -> tuple[Jar, ...]:
    """Return the jars of the committed lock, in its order."""
    lines = resources.files("graph.embedded").joinpath(LOCK).read_text(encoding="utf-8").splitlines()
    return tuple(Jar(path, sha256) for sha256, path in (line.split() for line in lines))


def jar_cache() -> Path:
    """Return the folder that keeps fetched jars for all data folders of this user."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "signoff" / "jars"


def jar_repository() -> str:
    """Return the address of the Maven repository: a mirror of the user's, or the public one."""
    chosen = os.environ.get(REPOSITORY_VARIABLE)
    if chosen:
        return chosen
    # Slow to import and needed on this path only.
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415

    return str(MAVEN_CENTRAL_URL)


def is_intact(file: Path, jar: Jar) -> bool:
    """Return whether `file` is there and holds exactly the locked content."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == jar.sha256


async def fetch_jars(
    jars: Sequence[Jar], cache: Path, repository: str, advance: Callable[[int], None]
) -> tuple[Path, ...]:
    """Return the class path, fetching what is missing; each jar is checked before it is used, every time.

    `advance` is told the number of jars that became ready. Raises `EmbeddedServerFailed`.
    """
    gate = asyncio.Semaphore(_AT_ONCE)
    limits = httpx.Limits(max_connections=_AT_ONCE)
    async with httpx.AsyncClient(base_url=repository, timeout=60, follow_redirects=True, limits=limits) as client:

        async def ready(jar: Jar) -> Path:
            file = cache / jar.path
            async with gate:
                if not await asyncio.to_thread(is_intact, file, jar):
                    await _fetch(client, jar, file)
                used = await asyncio.to_thread(unsigned, file) if jar.path.startswith(SIGNED) else file
            advance(1)
            return used

        try:
            return tuple(await asyncio.gather(*(ready(jar) for jar in jars)))
        except OSError as error:
            raise EmbeddedServerFailed(
                f"Cannot keep the server's jars in {cache}: {error.strerror or error}. "
                f"Free some space or name another folder in {CACHE_VARIABLE}."
            ) from error


async def _fetch(client: httpx.AsyncClient, jar: Jar, file: Path) -> None:
    content = await _download(client, jar)
    if hashlib.sha256(content).hexdigest() != jar.sha256:
        raise EmbeddedServerFailed(
            f"{file.name} is not the locked jar (its SHA-256 differs): it was not used. "
            "Try again; if it persists, the package source or the lock has been altered."
        )
    _keep(file, content)


def unsigned(file: Path) -> Path:
    """Return a copy of an intact jar in which Java does not find the signature; one that is there must be equal to it.

    The entries of the signature are renamed, and keep their length, so that nothing else moves.
    """
    content = _SIGNATURE.sub(lambda name: name[1] + b"_" * len(name[2]), file.read_bytes())
    copy = file.with_suffix(".unsigned.jar")
    if not (copy.is_file() and copy.read_bytes() == content):
        _keep(copy, content)
    return copy


def _keep(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(f".{os.getpid()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


async def _download(client: httpx.AsyncClient, jar: Jar) -> bytes:
    reason = ""
    for attempt in range(_TRIES):
        try:
            answer = await client.get(jar.path)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            await asyncio.sleep(attempt)
        else:
            return answer.content
    raise EmbeddedServerFailed(
        f"Cannot fetch {Path(jar.path).name} ({reason}). The first start needs a network; "
        f"set {REPOSITORY_VARIABLE} to a mirror, or NEO4J_URI to a server that runs already."
    )
