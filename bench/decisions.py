"""P1, P2 and P3: one decision by GraphQL against the plain driver and against a plain stack."""

import asyncio
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

import psutil

from api.graphql.identifiers import global_id, parse_id
from bench import baseline
from bench.client import DECIDE, Client
from bench.fixture import BenchFixture, cpu_seconds, open_fixture, served
from bench.measure import BenchResult, bench_result
from graph.domain.kernel.problems import Problem
from graph.store.review.tasks import Claimed

SERVE = ("api.cli", "serve", "--port", "{port}")
CLIENTS = 32
"""As docs/benchmarks.md says of P2."""
CONCURRENCIES = (8, 16, 32)
"""The other side is taken at its best of these."""
_PLAIN = ("bench.plain_stack", "{port}")


async def p1(repeats: int, size: int) -> BenchResult:
    """Measure one client: median time of a decision."""
    async with open_fixture() as fixture:
        with served(fixture.settings, SERVE) as (url, _):
            await _by_api(url, fixture, await fixture.claimed(50, "warm"))
            ours, theirs, writes = [], [], []
            for number in range(repeats):
                ours.append(await _by_api(url, fixture, await fixture.claimed(size, f"a{number}")))
                rows = await fixture.rows(await fixture.claimed(size, f"b{number}"))
                theirs.append(await _timed(baseline.read_and_decide, fixture, rows))
                rows = await fixture.rows(await fixture.claimed(size, f"c{number}"))
                writes.append(await _timed(baseline.decide, fixture, rows))
    texts = (
        "the two statements of a decision, read and write, by execute_query, one client",
        "HTTP, GraphQL and the rules of review in one Python process; the database waits meanwhile",
    )
    details = {
        "ours_ms": median(ours) * 1e3,
        "baseline_ms": median(theirs) * 1e3,
        "to_the_write_alone": median(ours) / median(writes),
    }
    return bench_result("P1", ours, theirs, texts, details=details)


async def p2(repeats: int, size: int) -> BenchResult:
    """Measure many clients: decisions a second."""
    async with open_fixture() as fixture:
        best = await _best_concurrency(fixture, size)
        with served(fixture.settings, SERVE) as (url, process):
            # As many decisions as the search for the best concurrency has warmed the server with.
            await rate_of(url, fixture, await fixture.claimed(len(CONCURRENCIES) * size, "warm"), process)
            ours, theirs, cpu = [], [], []
            for number in range(repeats):
                per_second, spent = await rate_of(url, fixture, await fixture.claimed(size, f"a{number}"), process)
                rows = await fixture.rows(await fixture.claimed(size, f"b{number}"))
                ours.append(per_second)
                cpu.append(spent / size)
                theirs.append(await baseline.at_once(fixture.driver, rows, best))
    texts = (
        f"the write alone by execute_query, one decision a statement, {best} clients (the best of 8, 16, 32)",
        "processor time of the API and of Neo4j on shared cores",
    )
    details = {
        "ours_per_s": median(ours),
        "baseline_per_s": median(theirs),
        "clients": float(CLIENTS),
        "api_cpu_ms": median(cpu) * 1e3,
    }
    return bench_result("P2", ours, theirs, texts, details=details)


async def p3(repeats: int, size: int) -> BenchResult:
    """Measure the processor time of the API for each decision against that of a plain stack."""
    async with open_fixture() as fixture:
        with served(fixture.settings, SERVE) as ours_at, served(fixture.settings, _PLAIN) as plain_at:
            for name, (url, process) in (("wa", ours_at), ("wb", plain_at)):
                await rate_of(url, fixture, await fixture.claimed(min(size, 200), name), process)
            ours, theirs = [], []
            for number in range(repeats):
                _, spent = await rate_of(ours_at[0], fixture, await fixture.claimed(size, f"a{number}"), ours_at[1])
                _, other = await rate_of(plain_at[0], fixture, await fixture.claimed(size, f"b{number}"), plain_at[1])
                ours.append(spent / size)
                theirs.append(other / size)
    texts = (
        "FastAPI with Strawberry's router and execute_query, the same two statements, no rules",
        "the driver and GraphQL execution, then the rules of review",
    )
    details = {"ours_ms": median(ours) * 1e3, "baseline_ms": median(theirs) * 1e3}
    return bench_result("P3", ours, theirs, texts, cpu_ratio=median(ours) / median(theirs), details=details)


async def _best_concurrency(fixture: BenchFixture, size: int) -> int:
    rates = {}
    for clients in CONCURRENCIES:
        rows = await fixture.rows(await fixture.claimed(size, f"best{clients}"))
        rates[clients] = await baseline.at_once(fixture.driver, rows, clients)
    return max(rates, key=lambda clients: rates[clients])


async def _timed(send: Any, fixture: BenchFixture, rows: Sequence[baseline.Row]) -> float:  # noqa: ANN401  # either baseline
    times = []
    for row in rows:
        began = time.perf_counter()
        await send(fixture.driver, row)
        times.append(time.perf_counter() - began)
    return median(times)


async def _by_api(url: str, fixture: BenchFixture, leases: Sequence[Claimed]) -> float:
    # Connected anew: the server ends connections that were idle while other runs were measured.
    client, times = await Client.connect(url, fixture.key), []
    for lease in leases:
        began = time.perf_counter()
        await _decide(client, lease)
        times.append(time.perf_counter() - began)
    await client.close()
    return median(times)


async def rate_of(
    url: str, fixture: BenchFixture, leases: Sequence[Claimed], process: psutil.Process
) -> tuple[float, float]:
    """Return decisions a second by many clients, and the processor seconds of the server."""
    waiting = iter(leases)
    clients = [await Client.connect(url, fixture.key) for _ in range(CLIENTS)]

    async def work(client: Client) -> None:
        for lease in waiting:
            await _decide(client, lease)

    began, spent = time.perf_counter(), cpu_seconds(process)
    await asyncio.gather(*(work(client) for client in clients))
    rate, spent = len(leases) / (time.perf_counter() - began), cpu_seconds(process) - spent
    await asyncio.gather(*(client.close() for client in clients))
    return rate, spent


async def decided_by_api(client: Client, lease: Claimed) -> str:
    """Decide one task and return the decision's own id."""
    parsed = parse_id(str((await _decide(client, lease))["decisionId"]), "decisionId")
    if isinstance(parsed, Problem):
        raise TypeError(parsed.message)
    return parsed[1]


async def _decide(client: Client, lease: Claimed) -> dict[str, Any]:
    command = {
        "taskId": global_id("ReviewTask", lease.task_id),
        "verdict": "APPROVE",
        "reasonCode": "fits",
        "packetDigest": lease.packet_digest,
        "leaseEpoch": lease.lease_epoch,
        "expectedVersion": lease.version,
        "idempotencyKey": f"bench-{lease.task_id}",
    }
    answer = (await client.ask(DECIDE, {"input": command}))["decideTask"]
    if answer["__typename"] != "DecidedTask":
        raise AssertionError(answer)
    return dict(answer)
