"""Group read: what callers ask while a statement reads is asked together by the next one.

A lone caller waits for nobody. A statement begins after the call that it answers, so no caller gets facts older than
its question; a statement that breaks is reported to each of its callers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

LARGEST_BATCH = 128
"""As of group commits."""


class PlacedRow(Protocol):
    """A row that says by `place` which of the questions it answers."""

    @property
    def place(self) -> int:
        """Return the question's place in its batch."""


Q = TypeVar("Q")
P = TypeVar("P", bound=PlacedRow)
Read = Callable[[Sequence[Q]], Awaitable[Sequence[P]]]


@dataclass(frozen=True, slots=True)
class _WaitingRead(Generic[Q, P]):
    question: Q
    answer: asyncio.Future[P | None]


class GroupRead(Generic[Q, P]):
    """Collects questions for one statement; `read` answers at most one row for each, by its place."""

    def __init__(self, read: Read[Q, P], *, largest: int = LARGEST_BATCH) -> None:
        """Take the function that sends one statement."""
        self._read = read
        self._largest = largest
        self._waiting: list[_WaitingRead[Q, P]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> P | None:
        """Return the row that answers, or None; raises what the statement raised."""
        waiting = _WaitingRead(question, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._drain())
        return await waiting.answer

    async def _drain(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[: self._largest], self._waiting[self._largest :]
            await self._settle(batch)

    async def _settle(self, batch: Sequence[_WaitingRead[Q, P]]) -> None:
        try:
            answers: Mapping[int, P] = {row.place: row for row in await self._read([one.question for one in batch])}
        except Exception as error:  # noqa: BLE001  # whatever broke the statement belongs to each caller
            for one in batch:
                if not one.answer.done():
                    one.answer.set_exception(error)
        else:
            for place, one in enumerate(batch):
                if not one.answer.done():
                    one.answer.set_result(answers.get(place))
