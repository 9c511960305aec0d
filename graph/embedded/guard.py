"""Keeps the private server of use: it is stopped in order before its disk is full, and started again when it can be.

An entry of its log that is written in part for want of room can keep it from ever starting again; so it is stopped
while there is still room for an orderly end.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.embedded.diligence import Diligence
from graph.embedded.finding import private_home
from graph.embedded.process import ProcessNote
from graph.embedded.room import free_mb, lacking_disk
from graph.embedded.server import ServerAnswer, answers, start_again, stop_alone
from graph.errors import SignoffError
from graph.settings import GraphSettings

_LOOK_SECONDS = 1.0
"""A disk does not fill in a second."""
_ASK_EVERY = 3
"""Looks at the disk for each question to the server, which costs it a log-in."""
_LOWEST_MB = 100
"""An orderly end writes some megabytes; a disk that fills at 30 MB a second leaves three looks."""
_REFUSALS = 2
"""A database that starts or stops refuses too, for a moment."""
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 5.0, 300.0
_LOG = logging.getLogger("signoff.database")


@dataclass(slots=True)
class Guard:
    """Looks at the private server of the settings; one that it starts again is `tied` to this process, or not.

    A server that was stopped on purpose leaves no note and is not started. `notify` gets what is done, in words.
    """

    settings: GraphSettings
    tied: bool
    notify: Callable[[str], None] = _LOG.warning
    _held_port: int | None = None
    _refusals: int = 0
    _waiting: Diligence | None = None
    _last_message: str = ""
    _pause: float = field(default=_FIRST_PAUSE_SECONDS)

    async def keep(self) -> None:
        """Look again and again until the task is cancelled."""
        looks = 0
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            looks += 1
            try:
                free = free_mb(private_home(self.settings).folder)
            except OSError:  # the folder was deleted on purpose (`signoff db reset`)
                continue
            if free < _LOWEST_MB:
                await self._hold(free)
            elif looks % _ASK_EVERY == 0:
                await self._mend(free)

    async def _hold(self, free: int) -> None:
        """Stop the server in order, to start it when there is room."""
        note = private_home(self.settings).running()
        if note is None:
            return
        self._warn_once(f"{free} MB are free on its disk; it is stopped in order until there is room")
        try:
            await stop_alone(self.settings)
        except SignoffError as fault:
            self._warn_once(str(fault))
        else:
            self._held_port = note.port

    async def _mend(self, free: int) -> None:
        if self._held_port is None and await self._of_use():
            self._pause = _FIRST_PAUSE_SECONDS
        elif lacking := lacking_disk(self.settings, free):
            self._warn_once(lacking)
        else:
            await self._start()

    async def _start(self) -> None:
        note = private_home(self.settings).last_note()
        port = self._held_port if note is None else note.port
        settings = self.settings if port is None else self.settings.model_copy(update={"neo4j_port": port})
        try:
            if await start_again(settings, tied=self.tied):
                self.notify("the database was started again")
        except SignoffError as fault:
            self._warn_once(str(fault))
            await asyncio.sleep(self._pause)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE_SECONDS)
        else:
            self._held_port, self._refusals, self._waiting, self._last_message = None, 0, None, ""

    async def _of_use(self) -> bool:
        home = private_home(self.settings)
        note = home.running()
        if note is None:
            return home.last_note() is None
        answer = await answers(self.settings, note)
        if answer is ServerAnswer.WELL:
            self._refusals, self._waiting = 0, None
            return True
        if answer is ServerAnswer.REFUSES:
            self._refusals += 1
            return self._refusals < _REFUSALS
        return self._works(home.log, note)

    def _works(self, log: Path, note: ProcessNote) -> bool:
        """Return whether a silent server is at work, on its start or on too much at once."""
        if self._waiting is None or self._waiting.note != note:
            self._waiting = Diligence(note, log)
        return self._waiting.given_up() is None

    def _warn_once(self, message: str) -> None:
        if message != self._last_message:
            self.notify(f"the database is away: {message}")
            self._last_message = message
