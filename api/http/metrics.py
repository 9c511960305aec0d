"""What Prometheus reads."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

REQUESTS = Counter("signoff_graphql_requests", "GraphQL requests by HTTP status.", ["status"])
SECONDS = Histogram("signoff_graphql_seconds", "Time to answer a GraphQL request, in seconds.")


async def metrics(_: Request) -> Response:
    """Return all metrics of this process."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
