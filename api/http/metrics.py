"""Metrics for Prometheus."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from api.http.forwarding import from_this_machine
from api.refusals import refusal
from api.runtime import runtime_of
from graph.domain.kernel.problems import ProblemCode
from graph.errors import DatabaseUnavailable

REQUESTS = Counter("signoff_graphql_requests", "GraphQL requests by HTTP status.", ["status"])
SECONDS = Histogram("signoff_graphql_seconds", "Time to answer a GraphQL request, in seconds.")


async def metrics(request: Request) -> Response:
    """Return all metrics of this process, to callers on this machine and to holders of an API key in use."""
    if not from_this_machine(request):
        runtime = runtime_of(request)
        try:
            known = await runtime.authenticator.actor(request.headers)
        except DatabaseUnavailable:
            return runtime.outage.refused()
        if known is None:
            message = "Metrics take `Authorization: Bearer sgk_…` with an API key in use, or a call on this machine."
            return refusal(401, ProblemCode.FORBIDDEN, message)
    return Response(generate_latest(), headers={"cache-control": "no-store"}, media_type=CONTENT_TYPE_LATEST)
