"""Model versions of an MLflow registry, read over its REST API and recorded; nothing there is changed."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import httpx
import orjson

from graph.domain.kernel.problems import Problem
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.domain.registry.stated_models import (
    StatedVersion,
    list_of,
    read_aliases,
    read_run,
    read_version,
    text_of,
)
from graph.errors import InvalidInput
from graph.store.kernel.store import Store
from graph.store.registry.stated_models import RecordedVersions, record_versions

SYNC = Actor("model-sync", "signoff-model-sync", ActorKind.SOFTWARE, frozenset({Role.INTEGRATOR}))
MOST_VERSIONS = 10_000
"""As many as one person can look through in a year; a registry with more has its old versions deleted first."""
_PAGE = 200
"""Entries of one answer: below what MLflow allows, and few round trips for a registry of thousands."""
_RUNS_AT_ONCE = 8
"""Few enough that a small tracking server goes on answering others."""
_TIMEOUT = timedelta(seconds=30)
_API = "/api/2.0/mlflow"
_OK, _MISSING = 200, 404


@dataclass(frozen=True, slots=True)
class Registry:
    """Where an MLflow tracking server answers, and the token that it asks for, if any."""

    address: str
    token: str | None = None

    @property
    def name(self) -> str:
        """The address without what may be secret in it."""
        parts = urlsplit(self.address)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))


@dataclass(frozen=True, slots=True)
class Synced:
    """What was recorded, and why some versions were not."""

    recorded: RecordedVersions
    refused: Sequence[str]


async def sync_models(store: Store, registry: Registry) -> Synced:
    """Record every version of the registry with the run that made it.

    Raises InvalidInput where the address answers otherwise than MLflow does; then nothing was written.
    """
    if urlsplit(registry.address).scheme not in {"http", "https"}:
        raise InvalidInput(f"{registry.name or registry.address!r} is no address: begin with http:// or https://.")
    headers = {} if registry.token is None else {"authorization": f"Bearer {registry.token}"}
    async with httpx.AsyncClient(
        base_url=registry.address.rstrip("/"), headers=headers, timeout=_TIMEOUT.total_seconds()
    ) as client:
        server = _Server(client, registry.name)
        versions, refused = await _read(server)
    answer = await record_versions(store, SYNC, registry.name, versions)
    if isinstance(answer, Problem):
        raise InvalidInput(answer.message)
    return Synced(answer, refused)


async def _read(server: "_Server") -> tuple[list[StatedVersion], list[str]]:
    aliases = read_aliases([one async for one in server.listed("registered-models", "registered_models")])
    versions, refused = [], []
    async for one in server.listed("model-versions", "model_versions"):
        version = read_version(one, aliases)
        if isinstance(version, Problem):
            refused.append(version.message)
        else:
            versions.append(version)
    turns = asyncio.Semaphore(_RUNS_AT_ONCE)
    return list(await asyncio.gather(*(server.with_run(one, turns) for one in versions))), refused


class _Server:
    """A tracking server that is asked; each answer is checked before it is read."""

    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        self._client = client
        self._name = name

    async def listed(self, kind: str, part: str) -> AsyncIterator[object]:
        """Yield every entry of a search, page by page."""
        token, count = "", 0
        while True:
            params = {"max_results": str(_PAGE), **({"page_token": token} if token else {})}
            content = await self._answer(f"{_API}/{kind}/search", params)
            entries = list_of(content, part)
            count += len(entries)
            if count > MOST_VERSIONS:
                fault = f"{self._name} lists more than {MOST_VERSIONS:,} {kind}"
                raise InvalidInput(f"{fault}: delete old ones there first.")
            for one in entries:
                yield one
            token = text_of(content, "next_page_token") or ""
            if not token or not entries:
                return

    async def with_run(self, version: StatedVersion, turns: asyncio.Semaphore) -> StatedVersion:
        """Return a version with its run as it is stated; a run that was deleted there leaves its id alone."""
        if version.run is None:
            return version
        async with turns:
            content = await self._answer(f"{_API}/runs/get", {"run_id": version.run.id}, may_miss=True)
        return replace(version, run=read_run(content) or version.run)

    async def _answer(self, path: str, params: Mapping[str, str], *, may_miss: bool = False) -> object:
        try:
            response = await self._client.get(path, params=dict(params))
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            raise InvalidInput(f"{self._name} does not answer ({reason}): check the address.") from None
        if response.status_code == _MISSING and may_miss:
            return None
        if response.status_code != _OK:
            raise InvalidInput(
                f"{self._name} answers {path} with status {response.status_code}: check the address and the token."
            )
        try:
            return orjson.loads(response.content)
        except orjson.JSONDecodeError:
            raise InvalidInput(f"{self._name} answers {path} with no JSON: is it an MLflow server?") from None
