"""Limits how long a request's head may take and how large it may be; the HTTP server has no such limits."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEAD_SECONDS = 10.0
"""From the first byte (or the open connection) to the end of the head."""
_LARGEST_HEAD = 65_536
"""In bytes: the usual limit of a server for one head, and far more than a browser sends."""
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class GuardedProtocol(HttpToolsProtocol):
    """A connection that is closed when a request's head takes too long."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # the server's own
        """Create the protocol with the server's arguments."""
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._head: int | None = 0  # bytes of the head that is arriving; None while none is

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # the server's own
        """Wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timer."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass the data on, unless the head has grown too large."""
        if self._head is not None:
            self._wait()
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > _LARGEST_HEAD and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_headers_complete(self) -> None:
        """Stop the timer: the body has a limit of its own."""
        self._head = None
        self._wait_no_more()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Be ready for the next head."""
        if not self.pipeline:
            self._head = 0
        super().on_response_complete()

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(_HEAD_SECONDS, self._too_late)

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
