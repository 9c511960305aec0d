"""Liveness and readiness."""

from starlette.requests import Request
from starlette.responses import Response

from api.refusals import RETRY_SECONDS, json_response
from api.runtime import runtime_of


async def live(_: Request) -> Response:
    """Answer as long as the process runs."""
    return json_response({"status": "live"})


async def ready(request: Request) -> Response:
    """Answer 200 when the database answers and its schema is this release's, else 503 with what is wrong since when.

    It takes two seconds at most.
    """
    runtime = runtime_of(request)
    reason = await runtime.outage.examine()
    if reason is None:
        return json_response({"status": "ready"})
    since = runtime.outage.since
    content = {"status": "not ready", "reason": reason, "since": None if since is None else since.isoformat()}
    return json_response(content, 503, {"retry-after": str(RETRY_SECONDS)})
