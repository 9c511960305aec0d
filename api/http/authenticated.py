"""What every file and batch door does first: nobody unknown gets in, and a database that is away is said."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from api.refusals import refusal
from api.runtime import Runtime, runtime_of
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor
from graph.errors import DatabaseUnavailable

NOT_LOGGED_IN = "Nobody is logged in: log in, or send `Authorization: Bearer sgk_…` with an API key that is in use."
_STATUS = {ProblemCode.NOT_FOUND: 404, ProblemCode.FORBIDDEN: 403, ProblemCode.UNAVAILABLE: 503}


def authenticated(
    answer: Callable[[Runtime, Request, Actor], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that answers who is logged in or sends a key that is in use."""

    async def endpoint(request: Request) -> Response:
        runtime = runtime_of(request)
        try:
            actor = await runtime.authenticator.actor(request.headers)
            if actor is None:
                return refusal(401, ProblemCode.FORBIDDEN, NOT_LOGGED_IN)
            return await answer(runtime, request, actor)
        except DatabaseUnavailable:
            return runtime.outage.refused()

    return endpoint


def refusal_of(problem: Problem) -> Response:
    """Return a problem as the answer in place of what was asked for."""
    return refusal(_STATUS.get(problem.code, 400), problem.code, problem.message)
