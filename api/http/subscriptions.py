"""`/graphql` by WebSocket (graphql-transport-ws): a known caller of this origin, subscriptions alone, few at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import GraphQL
from strawberry.schema import BaseSchema
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import ExecutionResult, PreExecutionError

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.runtime import Runtime
from graph.domain.people.roles import Actor
from graph.errors import DatabaseUnavailable

MOST_SUBSCRIPTIONS = 10
"""Of one connection: a page listens to three."""
MOST_CONNECTIONS = 200
"""Of one process: several windows of everybody in a firm of some dozens."""
_INIT_SECONDS = 10
"""For the first message: as long as a request's head may take."""
_CHECK_SECONDS = 2.0
"""How often it is looked whether the caller still may ask: as fast as a revoked key ends elsewhere."""
_NOBODY, _FORBIDDEN, _BUSY = 4401, 4403, 4429
"""Codes of closing, as graphql-transport-ws has them."""


class Streams:
    """The engine as the library's handler of the protocol wants a schema."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine that judges and executes operations."""
        self._engine = engine

    async def stream(self, query: str | None, **given: Any) -> AsyncIterator[ExecutionResult]:  # noqa: ANN401  # the library's own
        """Return what an operation answers, one after another; a refusal is the only one, and ends it."""
        request = GraphQLRequest(query or "", given["variable_values"], given["operation_name"])
        return self._results(request, given["context_value"])

    async def _results(self, request: GraphQLRequest, context: Context) -> AsyncIterator[ExecutionResult]:
        refused, results = await self._engine.subscribe(request, context)
        if refused:
            yield PreExecutionError(data=None, errors=list(refused))
            return
        async for one in results:
            yield ExecutionResult(data=one.data, errors=one.errors)


class SubscriptionEndpoint:
    """The ASGI application behind the path, for WebSockets."""

    def __init__(self) -> None:
        """Wait for the first connection."""
        self._connections = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection until either side ends it."""
        socket = WebSocket(scope, receive, send)
        runtime = cast("Runtime", socket.app.state.runtime)
        actor = await _actor(runtime, socket)
        if actor is None:
            await _refuse(socket, _NOBODY, "Nobody is logged in: send a session cookie or an API key.")
        elif self._connections >= MOST_CONNECTIONS:
            await _refuse(socket, _BUSY, "Too many connections: try again later.")
        else:
            self._connections += 1
            try:
                await _serve(runtime, socket, actor)
            finally:
                self._connections -= 1


async def _serve(runtime: Runtime, socket: WebSocket, actor: Actor) -> None:
    context = Context(runtime.store, actor, runtime.packs, feed=runtime.feed)
    view: GraphQL[Context, None] = GraphQL(
        cast("BaseSchema", Streams(runtime.engine)),
        subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
        connection_init_wait_timeout=timedelta(seconds=_INIT_SECONDS),
        max_subscriptions_per_connection=MOST_SUBSCRIPTIONS,
    )
    guarding = asyncio.create_task(_guard(runtime, socket, actor))
    try:
        await view.run(socket, context=context)
    finally:
        guarding.cancel()


async def _guard(runtime: Runtime, socket: WebSocket, actor: Actor) -> None:
    """Close the connection once its key was revoked, its session ended or its roles changed."""
    while True:
        await asyncio.sleep(_CHECK_SECONDS)
        with suppress(DatabaseUnavailable):
            if await runtime.authenticator.actor(socket.headers) != actor:
                await socket.close(_FORBIDDEN, "What you may do has changed: connect again.")
                return


async def _actor(runtime: Runtime, socket: WebSocket) -> Actor | None:
    with suppress(DatabaseUnavailable):
        return await runtime.authenticator.actor(socket.headers)
    return None


async def _refuse(socket: WebSocket, code: int, reason: str) -> None:
    await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL)
    if socket.application_state is not WebSocketState.DISCONNECTED:
        await socket.close(code, reason)
