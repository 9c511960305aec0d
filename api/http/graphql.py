"""`POST /graphql`: guarded body, known caller, one operation."""

import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.graphql.context import Context, GraphQLRequest
from api.http.body import read_request
from api.http.metrics import REQUESTS, SECONDS
from api.refusals import RETRY_SECONDS, json_response, refusal
from api.runtime import Runtime, runtime_of
from graph.domain.kernel.problems import ProblemCode
from graph.errors import DatabaseUnavailable


class GraphQLEndpoint:
    """The ASGI application behind the path."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request, began = Request(scope, receive), time.perf_counter()
        response = await _answer(request)
        REQUESTS.labels(response.status_code).inc()
        SECONDS.observe(time.perf_counter() - began)
        await response(scope, receive, send)


async def _answer(request: Request) -> Response:
    runtime = runtime_of(request)
    graphql_request = await read_request(request)
    return graphql_request if isinstance(graphql_request, Response) else await _run(runtime, request, graphql_request)


async def _run(runtime: Runtime, request: Request, graphql_request: GraphQLRequest) -> Response:
    try:
        actor = await runtime.authenticator.actor(request.headers)
    except DatabaseUnavailable:
        return runtime.outage.refused()
    if actor is None:
        message = "Nobody is logged in: send `Authorization: Bearer sgk_…` with an API key that is in use."
        return refusal(401, ProblemCode.FORBIDDEN, message)
    content = await runtime.engine.run(graphql_request, Context(runtime.store, actor, runtime.packs))
    lacking = [one for one in content.get("errors", ()) if one["extensions"].get("code") == ProblemCode.UNAVAILABLE]
    if not lacking:
        return json_response(content)
    runtime.outage.seen()
    for error in lacking:
        error["message"] = runtime.outage.message()
    empty = all(value is None for value in (content.get("data") or {}).values())
    return json_response(content, 503, {"retry-after": str(RETRY_SECONDS)}) if empty else json_response(content)
