"""`POST /api/v1/lineage`: OpenLineage run events, as its clients send them."""

from dataclasses import asdict

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.http.authenticated import authenticated, refusal_of
from api.http.numbers import read_json
from api.refusals import json_response, refusal
from api.runtime import Runtime
from graph.domain.kernel.canonical import check_json
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.kernel.text import composed
from graph.domain.people.roles import Actor
from graph.store.registry.lineage_events import record_run

PATH = "/api/v1/lineage"
_CREATED = 201
"""HTTP: something was recorded."""


@authenticated
async def lineage(runtime: Runtime, request: Request, actor: Actor) -> Response:
    """Answer with what is on record of the run, or with a problem; an event that is sent again adds nothing."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, ProblemCode.INVALID_INPUT, "Send one event as application/json.")
    try:
        content = read_json(await request.body())
    except orjson.JSONDecodeError as error:
        return refusal(400, ProblemCode.INVALID_INPUT, f"The body is not JSON in UTF-8: {error}. Correct it there.")
    problem = content if isinstance(content, Problem) else check_json(content, "event")
    recorded = problem or await record_run(runtime.store, actor, composed(content))  # type: ignore[arg-type]  # checked above
    return refusal_of(recorded) if isinstance(recorded, Problem) else json_response(asdict(recorded), _CREATED)
