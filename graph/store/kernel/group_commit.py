"""Group commit: rows that arrive while a batch is being written share the next statement.

A caller is answered after its row's commit. Rows of a batch are sorted by case, so that concurrent batches take locks
in one order; a batch holds one row for each case and each idempotency key, later ones wait for the next in the order
of their arrival. A uniqueness error means that nothing of the batch was written: it is written again in halves.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import UniquenessViolated

LARGEST_BATCH = 128
"""A larger one is hardly faster, and its first callers wait longer."""
CAPACITY = 4096
"""Some seconds of work; who comes later is refused at once."""

T = TypeVar("T")
R_contra = TypeVar("R_contra", contravariant=True)
Write = Callable[[Sequence[T]], Awaitable[Sequence[str]]]


class QueueFull(Exception):
    """More rows wait than the queue may hold; the caller should come back later."""


@dataclass(frozen=True, slots=True, eq=False)
class PendingRow(Generic[T]):
    """A row, what it must not share a batch with, and where its verdict goes."""

    row: T
    case_id: str
    key: str
    verdict: asyncio.Future[str]


class GroupCommit(Generic[R_contra]):
    """Collects rows for one statement; `write` answers one verdict for each row, in order."""

    def __init__(self, write: Write[R_contra], *, largest: int = LARGEST_BATCH, capacity: int = CAPACITY) -> None:
        """Take the function that sends one statement."""
        self._write = write
        self._largest = largest
        self._capacity = capacity
        self._waiting: deque[PendingRow[R_contra]] = deque()
        self._running: asyncio.Task[None] | None = None

    async def submit(self, row: R_contra, *, case_id: str, key: str) -> str:
        """Return the row's verdict after its commit; raises `QueueFull` and what the statement raised."""
        if len(self._waiting) >= self._capacity:
            raise QueueFull
        waiting = PendingRow(row, case_id, key, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._drain())
        return await waiting.verdict

    async def _drain(self) -> None:
        while self._waiting:
            batch = next_batch(self._waiting, self._largest)
            await self._settle(batch)

    async def _settle(self, batch: Sequence[PendingRow[R_contra]]) -> None:
        try:
            verdicts = await self._write([waiting.row for waiting in batch])
        except UniquenessViolated as error:
            if len(batch) == 1:
                _fail(batch, error)
                return
            half = len(batch) // 2
            await self._settle(batch[:half])
            await self._settle(batch[half:])
        except Exception as error:  # noqa: BLE001  # whatever broke the statement belongs to each caller
            _fail(batch, error)
        else:
            for waiting, verdict in zip(batch, verdicts, strict=True):
                if not waiting.verdict.done():
                    waiting.verdict.set_result(verdict)


def next_batch(waiting: deque[PendingRow[T]], largest: int) -> list[PendingRow[T]]:
    """Take the next rows off the queue, sorted by case: no case or key twice, arrival order kept for the rest."""
    batch: list[PendingRow[T]] = []
    later: list[PendingRow[T]] = []
    cases: set[str] = set()
    keys: set[str] = set()
    while waiting and len(batch) < largest:
        one = waiting.popleft()
        if one.case_id in cases or one.key in keys:
            later.append(one)
        else:
            batch.append(one)
        # A row that waits also holds back those after it on the same case or key.
        cases.add(one.case_id)
        keys.add(one.key)
    waiting.extendleft(reversed(later))
    return sorted(batch, key=lambda one: one.case_id)


def _fail(batch: Sequence[PendingRow[T]], error: Exception) -> None:
    for waiting in batch:
        if not waiting.verdict.done():
            waiting.verdict.set_exception(error)
