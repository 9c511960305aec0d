"""Whether the process lives, and whether it can serve."""

from starlette.requests import Request
from starlette.responses import Response

from api.http.refusals import RETRY_SECONDS, json_response
from api.runtime import runtime_of
from graph.errors import SignoffError


async def live(_: Request) -> Response:
    """Answer as long as the process runs."""
    return json_response({"status": "live"})


async def ready(request: Request) -> Response:
    """Answer 200 when the database answers and its schema is this release's, else 503 with the reason."""
    try:
        await runtime_of(request).store.graph.refuse_stale_schema()
    except SignoffError as fault:
        return json_response({"status": "not ready", "reason": str(fault)}, 503, {"retry-after": str(RETRY_SECONDS)})
    return json_response({"status": "ready"})
