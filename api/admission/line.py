"""The line in front of the API: requests run, wait or are refused as the rule of admission says."""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from api.admission.rule import (
    FIRST_COST,
    AdmissionLimits,
    Admittance,
    ServerLoad,
    learned,
    retry_after,
    starts,
    verdict,
)

LONGEST_WAIT_SECONDS = 10.0
"""A request that has waited so long is refused, whatever wait was expected: nothing has been answered for a while."""


class NoRoom(Exception):
    """The request is refused; `seconds` says when to send it again."""

    def __init__(self, seconds: int) -> None:
        """Set after how many seconds to send the request again."""
        super().__init__(f"no room for {seconds} s")
        self.seconds = seconds


@dataclass(eq=False, slots=True)
class _Waiter:
    client: str
    called: asyncio.Future[bool]


@dataclass(slots=True)
class WaitingLine:
    """Counts running requests and holds waiting ones, by client."""

    limits: AdmissionLimits
    clock: Callable[[], float] = time.monotonic
    cost: float = FIRST_COST
    _running: Counter[str] = field(default_factory=Counter)
    _waiting: deque[_Waiter] = field(default_factory=deque)
    _answered: float = 0.0
    _refused: float = -inf

    @property
    def load(self) -> ServerLoad:
        """Return what is running and waiting now."""
        return ServerLoad(self._running.total(), len(self._waiting), self.cost, self.clock() - self._refused)

    async def enter(self, client: str) -> None:
        """Return when the client's request may run; raises `NoRoom`. Each return is followed by one `leave`."""
        load = self.load
        if not self._waiting and self._may_start(client):
            self._begin(client)
            return
        held = Counter(waiter.client for waiter in self._waiting)
        greedy, longest = max(held.items(), key=lambda pair: pair[1], default=("", 0))
        match verdict(load, held[client], longest, self.limits):
            case Admittance.REFUSE:
                raise self._refusal()
            case Admittance.DISPLACE:
                self._send_away(greedy)
            case Admittance.ADMIT:
                pass
        await self._wait(client)

    def leave(self, client: str) -> None:
        """End a request that ran, and start those that may run now."""
        now = self.clock()
        self.cost = learned(self.cost, now - self._answered)
        self._answered = now
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._call()

    async def _wait(self, client: str) -> None:
        loop = asyncio.get_running_loop()
        waiter = _Waiter(client, loop.create_future())
        self._waiting.append(waiter)
        self._call()
        timer = loop.call_later(LONGEST_WAIT_SECONDS, self._give_up, waiter)
        try:
            admitted = await waiter.called
        except asyncio.CancelledError:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            elif waiter.called.done() and not waiter.called.cancelled() and waiter.called.result():
                self.leave(client)
            raise
        finally:
            timer.cancel()
        if not admitted:
            raise self._refusal()

    def _call(self) -> None:
        """Start the waiting requests in order of arrival, as long as one may run."""
        while waiter := next((one for one in self._waiting if self._may_start(one.client)), None):
            self._waiting.remove(waiter)
            self._begin(waiter.client)
            waiter.called.set_result(True)

    def _may_start(self, client: str) -> bool:
        greediest = max(self._running.values(), default=0)
        return starts(self.load, self._running.get(client, 0), greediest, self.limits)

    def _begin(self, client: str) -> None:
        if not self._running:
            self._answered = self.clock()
        self._running[client] += 1

    def _send_away(self, client: str) -> None:
        last = next(one for one in reversed(self._waiting) if one.client == client)
        self._give_up(last)

    def _give_up(self, waiter: _Waiter) -> None:
        if not waiter.called.done():
            self._waiting.remove(waiter)
            waiter.called.set_result(False)

    def _refusal(self) -> NoRoom:
        self._refused = self.clock()
        return NoRoom(retry_after(self.load, random.random()))  # noqa: S311  # it only spreads clients over seconds
