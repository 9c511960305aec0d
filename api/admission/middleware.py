"""The first middleware of every request: it reads the body, waits for a turn, then calls the application."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from prometheus_client import Counter
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.admission.bodies import Bodies, BodyRefused
from api.admission.clients import client_of
from api.admission.line import NoRoom, WaitingLine
from api.admission.rule import AdmissionLimits
from api.outage import Outage
from api.refusals import refusal
from api.settings import ApiSettings
from graph.domain.kernel.problems import ProblemCode

REFUSED = Counter("signoff_refused_requests", "Requests refused before any work, by HTTP status.", ["status"])
_WORK = ("/graphql", "/api/")
"""Paths whose requests wait for their turn; pages, log-in, health and metrics never wait."""
_WRITE_SECONDS = 30.0
"""A connection whose client reads nothing of its answer for so long is closed."""


@dataclass(slots=True)
class Admission:
    """The ASGI middleware; one line and one store of bodies for the process; `largest` by path where that differs."""

    app: ASGIApp
    line: WaitingLine
    bodies: Bodies
    largest: Mapping[str, int] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request in its turn, or answer why it is refused."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        address = client_of((scope.get("client") or (None,))[0])
        with self.bodies.held(address, self.largest.get(scope["path"])) as held:
            try:
                body = await self.bodies.read(held, receive) if _has_body(scope) else b""
            except BodyRefused as fault:
                await _refuse(scope, receive, send, _refusal_of(fault))
                return
            if not scope["path"].startswith(_WORK):
                await self.app(scope, _again(body, receive), send)
                return
            if (outage := _outage(scope)) is not None and outage.certain:
                await _refuse(scope, receive, send, outage.answer())
                return
            await self._in_turn(scope, _again(body, receive), send, _account(scope) or address)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send, client: str) -> None:
        try:
            await self.line.enter(client)
        except NoRoom as fault:
            message = f"Too many requests at once: try again in {fault.seconds} s."
            await _refuse(scope, receive, send, refusal(503, ProblemCode.RATE_LIMITED, message, fault.seconds))
            return
        try:
            await self.app(scope, receive, _in_time(send))
        finally:
            self.line.leave(client)


def admission(app: ASGIApp, settings: ApiSettings, batches: Collection[str] = ()) -> Admission:
    """Return the middleware around an application, with the limits of the settings; `batches` take many rows."""
    line = WaitingLine(AdmissionLimits(settings.requests_at_once, settings.longest_wait_seconds))
    bodies = Bodies(settings.largest_body, settings.bytes_in_flight, settings.read_seconds)
    return Admission(app, line, bodies, dict.fromkeys(batches, settings.largest_batch))


def _has_body(scope: Scope) -> bool:
    return any(
        name == b"transfer-encoding" or (name == b"content-length" and value != b"0")
        for name, value in scope["headers"]
    )


def _outage(scope: Scope) -> Outage | None:
    runtime = getattr(scope["app"].state, "runtime", None)
    return None if runtime is None else runtime.outage


def _account(scope: Scope) -> str | None:
    """Return the account of a request whose credentials were recognised within the last seconds."""
    runtime = getattr(scope["app"].state, "runtime", None)
    actor = None if runtime is None else runtime.authenticator.recalled(Headers(scope=scope))
    return None if actor is None else f"account {actor.account}"


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a channel that first gives the body that was read, then what follows."""
    given = False

    async def channel() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return channel


def _in_time(send: Send) -> Send:
    async def channel(message: Message) -> None:
        async with asyncio.timeout(_WRITE_SECONDS):
            await send(message)

    return channel


def _refusal_of(fault: BodyRefused) -> Response:
    code = ProblemCode.RATE_LIMITED if fault.status == 503 else ProblemCode.INVALID_INPUT  # noqa: PLR2004  # a status
    response = refusal(fault.status, code, fault.message)
    # What is still to come of the body is not waited for.
    response.headers["connection"] = "close"
    return response


async def _refuse(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    REFUSED.labels(response.status_code).inc()
    await response(scope, receive, send)
