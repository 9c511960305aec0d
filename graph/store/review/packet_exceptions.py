"""Whether the exceptions that a packet shows are those that hold for its case now."""

import json
from dataclasses import dataclass
from datetime import datetime

from graph.domain.kernel.problems import Problem
from graph.domain.kernel.stored import Stored
from graph.domain.registry.exceptions import ExceptionState
from graph.store.gate.waiving import waivers_for
from graph.store.kernel.decision_point import Point
from graph.store.kernel.store import Store
from graph.store.registry.exception_lists import exception_of

_SHOWS_SOME = '"exceptions":["'
"""In the canonical text of every packet that shows exceptions: without it the text need not be read."""


@dataclass(frozen=True, slots=True)
class PacketExceptions:
    """What changed about the exceptions of a packet in words, and the first end of one that holds.

    `only_expired`: nothing changed but that some have ended by their time.
    """

    changes: tuple[str, ...]
    only_expired: bool
    first_end: datetime | None


UNCHANGED_EXCEPTIONS = PacketExceptions((), only_expired=False, first_end=None)
"""Of a case for which no exception holds, as its packet says."""


async def packet_exceptions(store: Store, point: Point, case_id: str, packet: Stored | None) -> PacketExceptions:
    """Compare the exceptions that a case's packet shows with those that hold now."""
    text = "" if packet is None else packet["content"]
    if packet is None or (not point.waivers and _SHOWS_SOME not in text):
        return UNCHANGED_EXCEPTIONS
    presented: list[str] = json.loads(text)["exceptions"]
    holding = await waivers_for(store, point, case_id, store.clock.now())
    opened = [f"exception {one.exception_id} was opened" for one in holding if one.exception_id not in presented]
    now = {one.exception_id for one in holding}
    ended = [await _ended(store, one) for one in presented if one not in now]
    return PacketExceptions(
        changes=(*opened, *(sentence for sentence, _ in ended)),
        only_expired=bool(ended) and not opened and all(expired for _, expired in ended),
        first_end=min((one.until for one in holding), default=None),
    )


async def _ended(store: Store, exception_id: str) -> tuple[str, bool]:
    """Say how an exception ended, and whether that was by its time."""
    stored = await exception_of(store, exception_id)
    if isinstance(stored, Problem) or stored.state is not ExceptionState.EXPIRED:
        return f"exception {exception_id} ended", False
    return f"exception {exception_id} expired on {stored.until:%Y-%m-%d %H:%M} UTC", True
