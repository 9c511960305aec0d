"""The application as a process of its own loads it."""

import asyncio
import gc
import resource
from typing import TYPE_CHECKING

from api.settings import ApiSettings
from graph.settings import GraphSettings

if TYPE_CHECKING:
    from fastapi import FastAPI


_KEEP_SECONDS = 75
"""Longer than proxies keep a connection (a minute): whoever sends a request on a kept one must not find it closed."""


def loaded_app(settings: ApiSettings, *, guard: bool = False) -> "FastAPI":
    """Import and build the application with the garbage collector at rest, and keep it out of its sight afterwards.

    Nothing that modules and the schema make is garbage: looking for some takes time at the start,
    and again in every full collection while requests wait.
    """
    gc.disable()
    try:
        from api.app import create_app  # noqa: PLC0415  # it is what is to be loaded

        return create_app(settings, guard=guard)
    finally:
        gc.freeze()
        gc.enable()


_LARGEST_MESSAGE = 65_536
"""Bytes of a message by WebSocket: the longest document that we ship has a tenth of it."""


def run(settings: ApiSettings, host: str, port: int, *, guard: bool) -> None:
    """Serve until the process is asked to stop; raises the faults of the graph where it cannot be used yet."""
    import uvicorn  # noqa: PLC0415  # only a process that serves needs it

    from api.http.protocol import GuardedProtocol  # noqa: PLC0415  # as above
    from graph.embedded.finding import find  # noqa: PLC0415  # as above
    from graph.session import verified  # noqa: PLC0415  # as above

    # Looked at before the server is up: with patience, and what is wrong is one line instead of a server's traceback.
    asyncio.run(verified(find(GraphSettings()).for_background()))
    _allow_connections()
    uvicorn.run(
        loaded_app(settings, guard=guard),
        host=host,
        port=port,
        http=GuardedProtocol,
        ws="websockets-sansio",
        ws_max_size=_LARGEST_MESSAGE,
        proxy_headers=False,  # `api.http.forwarding` has those of trusted proxies only
        timeout_keep_alive=_KEEP_SECONDS,
        log_level="warning",
        server_header=False,
    )


def _allow_connections() -> None:
    """Have as many connections as the system lets this process have: slow ones must not keep others out."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed != most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
