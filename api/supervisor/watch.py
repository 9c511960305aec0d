"""Waits on supervised processes: until somebody asks to stop, or one of them ends by itself."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from api.supervisor.services import Services
from graph.embedded.guard import Guard
from graph.settings import GraphSettings

_LOOK_SECONDS = 0.5
"""Soon enough for a person who waits for the message; looking costs next to nothing."""

Result = TypeVar("Result")


class Stopped(Exception):
    """Somebody asked to stop: Ctrl-C, or SIGTERM."""


async def until_stopped(work: Coroutine[Any, Any, Result]) -> Result:
    """Do `work`; raises `Stopped` on Ctrl-C or SIGTERM, after the work was cancelled."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)
    stop_requested = False

    def request_stop() -> None:
        nonlocal stop_requested
        stop_requested = True
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, request_stop)
    try:
        return await task
    except asyncio.CancelledError:
        if stop_requested:
            raise Stopped from None
        raise
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def watch(services: Services, names: Sequence[str], notify: Callable[[str], None]) -> None:
    """Look at the processes for as long as all live, and keep the private database of use beside them.

    `notify` gets what is done to the database, in words.
    Raises `ServiceFailed` when one has ended.
    """
    settings = GraphSettings()
    guarding = None if settings.neo4j_uri else asyncio.create_task(Guard(settings, tied=True, notify=notify).keep())
    try:
        while True:
            for name in names:
                services.refuse_dead(name)
            await asyncio.sleep(_LOOK_SECONDS)
    finally:
        if guarding is not None:
            guarding.cancel()
