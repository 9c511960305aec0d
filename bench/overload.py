"""S16: three times as many requests as the API can answer, against what it answers without overload."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlsplit

import orjson

from bench.fixture import open_fixture, served
from bench.measure import BenchResult, bench_result

PAGE = """
{ tasks(first: 20) { ... on Problem { message } ... on TaskPage {
  nodes { id caseId externalId queue state version priority dueAt slaState holder mine rule risk threshold }
  pageInfo { endCursor hasNextPage } } } }
"""
_CLIENTS = 16
"""Enough to keep the API busy."""
_TIMES = 3
"""The load beside what is served: three times as much."""
_WAITING = 200
"""Cases that wait, so that the inbox has full pages."""
_SECONDS_ALLOWED = 1.0
"""For the 99th percentile: what a person notices and bears."""
_OK, _BUSY = 200, 503


@dataclass(slots=True)
class Connection:
    """One open connection; an answer is its status, its bytes and whether it has a Retry-After header."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, request: bytes) -> tuple[int, bytes, bool]:
        """Send a request and return its answer."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        start = head.index(b"content-length:") + 15
        body = await self.reader.readexactly(int(head[start : head.index(b"\r\n", start)]))
        return int(head[9:12]), body, b"\r\nretry-after: " in head


@dataclass(slots=True)
class LoadResult:
    """The results of one run's requests; times in seconds."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def rate(self) -> float:
        """Return the good answers a second."""
        return len(self.times) / self.seconds

    @property
    def p99(self) -> float:
        """Return the time within which 99 of 100 good answers came."""
        return sorted(self.times)[int(len(self.times) * 0.99)]


@dataclass(slots=True)
class Callers:
    """Clients of one API who all ask for the same page."""

    url: str
    request: bytes
    _free: list[Connection] = field(default_factory=list)

    @classmethod
    def of(cls, url: str, key: str) -> "Callers":
        """Return the callers who use a key."""
        body = orjson.dumps({"query": PAGE})
        head = f"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {key}\r\n"
        return cls(url, f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)

    async def one_after_another(self, count: int) -> LoadResult:
        """Have few clients send `count` requests, each as soon as its last one was answered."""
        left, load = iter(range(count)), LoadResult()

        async def client() -> None:
            for _ in left:
                await self._ask(load)

        await _timed(load, lambda: asyncio.gather(*(client() for _ in range(_CLIENTS))))
        return load

    async def at_rate(self, count: int, rate: float) -> LoadResult:
        """Send `count` requests at `rate` a second, without waiting for answers."""
        load = LoadResult()

        async def all_() -> None:
            began = time.perf_counter()
            async with asyncio.TaskGroup() as sent:
                for number in range(count):
                    await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
                    sent.create_task(self._ask(load))

        await _timed(load, all_)
        return load

    async def close(self) -> None:
        """Close all connections."""
        for connection in self._free:
            connection.writer.close()

    async def _ask(self, load: LoadResult) -> None:
        began = time.perf_counter()
        connection = await self._connection()
        status, body, says_when = await connection.send(self.request)
        spent = time.perf_counter() - began
        self._free.append(connection)
        if status == _OK and b'"nodes"' in body:
            load.times.append(spent)
        elif status == _BUSY and says_when:
            load.refused += 1
        else:
            raise AssertionError((status, says_when, body[:200]))

    async def _connection(self) -> Connection:
        while self._free:
            connection = self._free.pop()
            if not connection.reader.at_eof():  # the API closes what nobody used for a while
                return connection
            connection.writer.close()
        address = urlsplit(self.url)
        return Connection(*await asyncio.open_connection(address.hostname, address.port))


async def s16(repeats: int, size: int) -> BenchResult:
    """Measure the good answers under overload; `size` is how many the API gives in each run."""
    async with open_fixture() as fixture:
        await fixture.waiting(_WAITING, "waits")
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            callers = Callers.of(url, fixture.key)
            await callers.one_after_another(size // 2)
            alone, over = list[LoadResult](), list[LoadResult]()
            for _ in range(repeats):
                alone.append(await callers.one_after_another(size))
                over.append(await callers.at_rate(size * _TIMES, alone[-1].rate * _TIMES))
            await callers.close()
    texts = (
        f"{_CLIENTS} clients who wait for each answer; or {_SECONDS_ALLOWED:g} s for the 99th percentile",
        "one process of the API and the database on the same cores as those who ask",
    )
    details = {
        "capacity": median(one.rate for one in alone),
        "goodput": median(one.rate for one in over),
        "p99_ms": median(one.p99 for one in over) * 1e3,
        "worst_p99_ms": max(one.p99 for one in over) * 1e3,
        "refused": median(one.refused for one in over) / (size * _TIMES),
    }
    ours, theirs = [share_in_time(load, whole) for load, whole in zip(over, alone, strict=True)], [1.0] * repeats
    return bench_result("S16", ours, theirs, texts, details=details)


def share_in_time(over: LoadResult, alone: LoadResult) -> float:
    """Return the goodput as a share of the capacity, at most 0.8 s divided by the 99th percentile of the answers."""
    return min(over.rate / alone.rate, 0.8 * _SECONDS_ALLOWED / over.p99)


async def _timed(load: LoadResult, work: Callable[[], Awaitable[object]]) -> None:
    began = time.perf_counter()
    await work()
    load.seconds = time.perf_counter() - began
