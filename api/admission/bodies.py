"""Reads the bodies of requests: each within a time, all within a number of bytes."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.types import Receive

MOST_ARRIVING = 1_024
"""Bodies in memory at once; most arrive together with their head and are read at once."""


class BodyRefused(Exception):
    """A request body is refused: `status` is 400, 408, 413 or 503."""

    def __init__(self, status: int, message: str) -> None:
        """Set the status and message of the answer."""
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(eq=False, slots=True)
class HeldBody:
    """What has arrived of one body of at most `largest` bytes; `deadline` is set until it is complete."""

    client: str
    largest: int
    content: bytearray = field(default_factory=bytearray)
    deadline: asyncio.Timeout | None = None


@dataclass(slots=True)
class Bodies:
    """All request bodies in memory; sizes in bytes, `seconds` is how long a body may take to arrive.

    When memory runs out, the oldest incomplete body of the client that uses most memory is refused.
    """

    largest: int
    most_bytes: int
    seconds: float
    most_arriving: int = MOST_ARRIVING
    _held: dict[HeldBody, None] = field(default_factory=dict)
    _bytes: int = 0

    @contextmanager
    def held(self, client: str, largest: int | None = None) -> Iterator[HeldBody]:
        """Count one body's bytes until the block ends; `largest` where it may be larger than most."""
        body = HeldBody(client, largest or self.largest)
        self._held[body] = None
        try:
            yield body
        finally:
            del self._held[body]
            self._bytes -= len(body.content)

    async def read(self, body: HeldBody, receive: Receive) -> bytes:
        """Return the whole body; raises `BodyRefused`."""
        try:
            async with asyncio.timeout(self.seconds) as body.deadline:
                return await self._read(body, receive)
        except TimeoutError:
            message = f"The body did not arrive within {self.seconds:g} s, or others needed the room: send it again."
            raise BodyRefused(408, message) from None
        finally:
            body.deadline = None

    async def _read(self, body: HeldBody, receive: Receive) -> bytes:
        if len(self._held) > self.most_arriving:
            arriving = [one for one in self._held if one.deadline is not None]
            self._end(arriving, Counter(one.client for one in arriving))
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise BodyRefused(400, "The body broke off.")
            self._add(body, message.get("body", b""))
            if not message.get("more_body", False):
                return bytes(body.content)

    def _add(self, body: HeldBody, chunk: bytes) -> None:
        if len(body.content) + len(chunk) > body.largest:
            raise BodyRefused(413, f"The body is larger than {body.largest} bytes: send it in parts.")
        body.content += chunk
        self._bytes += len(chunk)
        if self._bytes <= self.most_bytes:
            return
        others = [one for one in self._held if one.deadline is not None and one is not body]
        sizes = Counter[str]()
        for one in self._held:
            sizes[one.client] += len(one.content)
        heaviest = self._end(others, sizes)
        if heaviest is None:
            raise BodyRefused(503, "The server holds as many bodies as it can: try again in a moment.")
        # Its task lets go of it a moment later; until then it counts no more.
        self._bytes -= len(heaviest.content)
        heaviest.content.clear()

    def _end(self, bodies: list[HeldBody], weights: Counter[str]) -> HeldBody | None:
        chosen = max(bodies, key=lambda one: weights[one.client], default=None)
        if chosen is not None and chosen.deadline is not None:
            chosen.deadline.reschedule(asyncio.get_running_loop().time())
            chosen.deadline = None
        return chosen
