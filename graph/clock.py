"""The clock and the source of ids, injected so that rules stay pure."""

import os
from datetime import UTC, datetime
from typing import Protocol

from graph.domain.kernel.ids import ENTROPY_BYTES, uuid7


class Clock(Protocol):
    """Tells the time (aware, UTC) and gives time-sortable ids."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...

    def new_id(self) -> str:
        """Return a fresh UUIDv7 as text."""
        ...


class SystemClock:
    """The machine's clock and random source."""

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)

    def new_id(self) -> str:
        """Return a fresh UUIDv7 as text."""
        return uuid7(self.now(), os.urandom(ENTROPY_BYTES))
