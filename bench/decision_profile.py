"""`python -m bench.decision_profile [SIZE]`: where the time of P2 goes, by process, by statement and by package."""

import asyncio
import pstats
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from neo4j import AsyncDriver

from bench import baseline
from bench.decisions import CLIENTS, SERVE, rate_of
from bench.fixture import BenchFixture, cpu_seconds, open_fixture, served
from graph.queries.kernel.request import USED_KEY
from graph.queries.people.accounts import ACCOUNT_OF_KEY
from graph.queries.review.tasks import DECIDE, FACTS

_SIZE = 2_000
"""Decisions: some ten seconds, in which the first ones weigh little."""
_MS = 1e3
"""Milliseconds in a second."""
_PLANNED_US = 5_000
"""A statement whose plan is remembered spends less than this before it runs, in microseconds."""
_SHOWN_FROM = 0.01
"""Share of the time below which a package is left out."""
STATEMENTS = (FACTS, DECIDE, USED_KEY, ACCOUNT_OF_KEY)
"""What a decision sends, and what may be sent once for many."""
PACKAGES = ("neo4j", "strawberry", "graphql", "uvicorn", "httptools", "starlette", "fastapi", "asyncio", "orjson")
OURS = ("api", "graph")


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor time a decision, in ms: of who sends, of the API between, and of the server."""

    per_second: float
    clients: float
    api: float | None
    neo4j: float

    def shown(self, name: str) -> str:
        """Return it as a line."""
        api = "" if self.api is None else f"API {self.api:.2f}, "
        return (
            f"{name}: {self.per_second:.0f} a second; processor ms a decision: {api}Neo4j {self.neo4j:.2f}, "
            f"clients {self.clients:.2f}"
        )


async def measure(size: int) -> list[str]:
    """Return the profile in lines."""
    async with open_fixture() as fixture:
        server = _server_of(fixture)
        with served(fixture.settings, SERVE) as (url, process):
            await rate_of(url, fixture, await fixture.claimed(size, "warm"), process)
            leases = await fixture.claimed(size, "ours")
            await _collect(fixture.driver, "clear", "collect")
            before = _times(server)
            per_second, spent = await rate_of(url, fixture, leases, process)
            ours = _spent(per_second, before, _times(server), size, spent)
            await _collect(fixture.driver, "stop")
            statements = await _statements(fixture.driver, size)
        rows = await fixture.rows(await fixture.claimed(size, "theirs"))
        await baseline.at_once(fixture.driver, await fixture.rows(await fixture.claimed(size, "warm-2")), CLIENTS)
        before = _times(server)
        per_second = await baseline.at_once(fixture.driver, rows, CLIENTS)
        theirs = _spent(per_second, before, _times(server), size, None)
        packages = await _profiled(fixture, size)
    return [
        ours.shown("ours"),
        theirs.shown("baseline"),
        "statements of ours:",
        *statements,
        "API by package:",
        *packages,
    ]


def _server_of(fixture: BenchFixture) -> psutil.Process:
    folder = str(fixture.settings.data_dir)
    servers = [
        one
        for one in psutil.process_iter(["cmdline"])
        if "graph.embedded" in (one.info["cmdline"] or []) and any(folder in part for part in one.info["cmdline"])
    ]
    return max(servers, key=lambda one: one.memory_info().rss)


def _times(server: psutil.Process) -> tuple[float, float]:
    return cpu_seconds(server), cpu_seconds(psutil.Process())


def _spent(
    per_second: float, before: tuple[float, float], after: tuple[float, float], size: int, api: float | None
) -> Spent:
    neo4j, clients = (_MS * (late - early) / size for early, late in zip(before, after, strict=True))
    return Spent(per_second, clients, None if api is None else _MS * api / size, neo4j)


async def _collect(driver: AsyncDriver, *steps: str) -> None:
    for step in steps:
        await driver.execute_query(f"CALL db.stats.{step}('QUERIES')")


async def _statements(driver: AsyncDriver, size: int) -> Iterable[str]:
    collected = (await driver.execute_query("CALL db.stats.retrieve('QUERIES')")).records
    by_text: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in collected:
        by_text[row["data"]["query"]] += row["data"]["invocations"]
    lines = []
    for query in STATEMENTS:
        calls = by_text[query.sent]
        run, planned = (
            sum(one[name] for one in calls) / 1e3 for name in ("elapsedExecutionTimeInUs", "elapsedCompileTimeInUs")
        )
        if calls:
            plans = sum(one["elapsedCompileTimeInUs"] > _PLANNED_US for one in calls)
            lines.append(
                f"  {query.file}: {len(calls)} sent, {size / len(calls):.1f} decisions each; {run / size:.2f} ms a "
                f"decision; planned {plans} times, {planned:.0f} ms in all"
            )
    return lines


async def _profiled(fixture: BenchFixture, size: int) -> Iterable[str]:
    with tempfile.TemporaryDirectory(prefix="signoff-profile-") as folder:
        file = Path(folder) / "api.profile"
        with served(fixture.settings, ("bench.profiled_api", "{port}", str(file))) as (url, process):
            await rate_of(url, fixture, await fixture.claimed(size // 4, "before the profile"), process)
            leases = await fixture.claimed(size, "profiled")
            process.send_signal(signal.SIGUSR1)
            await rate_of(url, fixture, leases, process)
        spent: dict[str, float] = defaultdict(float)
        for (path, _line, name), (_calls, _primitive, own, _all, _callers) in pstats.Stats(str(file)).stats.items():  # type: ignore[attr-defined]  # it is there
            spent[_package(path, name)] += own
    total = sum(spent.values())
    ranked = sorted(spent.items(), key=lambda one: -one[1])
    return [f"  {share / total:5.1%}  {name}" for name, share in ranked if share / total >= _SHOWN_FROM]


def _package(path: str, name: str) -> str:
    """Return to which package of interest a function belongs; built-in ones count for themselves."""
    parts = Path(path).parts
    for package in PACKAGES:
        if package in parts:
            return package
    if "site-packages" not in parts:
        ours = [part for part in parts if part in OURS]
        if ours:
            return f"ours: {'/'.join(parts[parts.index(ours[0]) : parts.index(ours[0]) + 2])}"
    return f"built in: {name}" if path == "~" else "other Python"


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else _SIZE))) + "\n")
