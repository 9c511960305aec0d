"""Refusals before GraphQL runs, in the shape of a GraphQL answer."""

from typing import Any

import orjson
from starlette.responses import Response

from graph.domain.kernel.problems import ProblemCode

RETRY_SECONDS = 2
"""Longer than a short outage of the database, shorter than a person waits."""


def refusal(status: int, code: ProblemCode, message: str, retry_seconds: int = RETRY_SECONDS) -> Response:
    """Return an answer without data that says what was wrong and how to mend it.

    Where coming back later helps, it says in how many seconds.
    """
    headers = {"retry-after": str(retry_seconds)} if status in {429, 503} else {}
    return json_response({"errors": [{"message": message, "extensions": {"code": code.value}}]}, status, headers)


def json_response(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:  # noqa: ANN401  # whatever has a JSON form
    """Return a JSON answer that no cache keeps."""
    return Response(
        orjson.dumps(content), status, {"cache-control": "no-store", **(headers or {})}, media_type="application/json"
    )
