"""Whether the database answers, and since when it does not: what clients may know of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.responses import Response

from api.refusals import refusal
from graph.domain.kernel.problems import ProblemCode
from graph.errors import DatabaseUnavailable, SchemaOutOfDate, SignoffError

_ANSWER_SECONDS = 1.5
"""Whoever asks for readiness is answered within two seconds, whatever the database does."""
_LOOK_SECONDS, _PAUSE_SECONDS = 10.0, 2.0
"""How long one look may take, and how soon the next one follows while the database is away."""
_SILENT = "The database does not answer"
_STALE = "The database has the schema of another release: run `signoff db migrate`"
_BROKEN = "The database cannot be used: the log of the API says more"
_LOG = logging.getLogger("signoff.database")


@dataclass(slots=True)
class Outage:
    """What is wrong with the database, in our own words, and since when; `look` raises what is wrong.

    `cause` says why it does not answer, where that is known.

    Once something failed it is looked at again and again until it works. While looks find no answer, `certain` is true
    and requests are refused at once instead of waiting for the database one after another.
    """

    now: Callable[[], datetime]
    look: Callable[[], Awaitable[object]]
    cause: Callable[[], str | None] = lambda: None
    reason: str | None = None
    since: datetime | None = None
    certain: bool = False
    _looking: "asyncio.Task[None] | None" = field(default=None)
    _watching: "asyncio.Task[None] | None" = field(default=None)

    def seen(self, reason: str | None = None) -> None:
        """Remember that the database failed."""
        if self.reason is None:
            self.since = self.now()
        self.reason = reason or self.cause() or _SILENT
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())

    def message(self) -> str:
        """Return what is wrong, since when, and what to do."""
        began = "" if self.since is None else f" (since {self.since:%Y-%m-%d %H:%M:%S} UTC)"
        return f"{self.reason or _SILENT}{began}. Try again in a moment."

    def refused(self) -> Response:
        """Remember that the database failed, and return the answer for whoever needed it."""
        self.seen(self.reason)
        return self.answer()

    def answer(self) -> Response:
        """Return the answer for whoever needs the database now."""
        return refusal(503, ProblemCode.UNAVAILABLE, self.message())

    async def examine(self) -> str | None:
        """Return what is wrong now, or None; nobody waits for it longer than is set."""
        looking = self._look_once()
        await asyncio.wait({looking}, timeout=_ANSWER_SECONDS)
        if not looking.done():
            self.seen()
        return self.reason

    def close(self) -> None:
        """Look no more."""
        for task in (self._looking, self._watching):
            if task is not None:
                task.cancel()

    def _look_once(self) -> "asyncio.Task[None]":
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        return self._looking

    async def _watch(self) -> None:
        while True:
            await self._look_once()
            if self.reason is None:
                return
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self.look()
        except (DatabaseUnavailable, TimeoutError):
            self._failed(None, certain=True)
        except SchemaOutOfDate as fault:
            _LOG.warning("%s", fault)
            self._failed(_STALE)
        except SignoffError as fault:
            _LOG.warning("%s", fault)
            self._failed(_BROKEN)
        else:
            self.reason = self.since = None
            self.certain = False

    def _failed(self, reason: str | None, *, certain: bool = False) -> None:
        self.certain = certain
        self.seen(reason)
