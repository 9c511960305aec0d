"""Log-in of the UI with a local account: a same-site session cookie."""

import asyncio

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.auth.passwords import verify_password
from api.auth.sessions import COOKIE
from api.http.refusals import json_response, refusal
from api.runtime import runtime_of
from graph.domain.problems import ProblemCode
from graph.errors import DatabaseUnavailable
from graph.store.people import account_with_password

_LARGEST = 4096


async def login(request: Request) -> Response:
    """Check `{"account": …, "password": …}` and set the cookie."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, ProblemCode.INVALID_INPUT, "Send the request as application/json.")
    runtime = runtime_of(request)
    told = await _credentials(request)
    if told is None:
        return refusal(400, ProblemCode.INVALID_INPUT, "Send a JSON object with account and password as texts.")
    try:
        found = await account_with_password(runtime.store, told[0])
    except DatabaseUnavailable:
        return refusal(503, ProblemCode.UNAVAILABLE, "The database does not answer: try again in a moment.")
    stored = None if found is None else found[1]
    # Hashing takes a tenth of a second by design: other requests go on meanwhile.
    if not await asyncio.to_thread(verify_password, stored, told[1]) or found is None:
        return refusal(401, ProblemCode.FORBIDDEN, "Account or password is wrong.")
    settings, now = runtime.settings, runtime.store.clock.now()
    cookie = runtime.authenticator.sessions.issue(found[0].account, now, settings.session_seconds)
    response = json_response({"account": found[0].account, "roles": sorted(found[0].roles)})
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=settings.session_seconds,
        httponly=True,
        samesite="strict",
        secure=settings.secure_cookie,
    )
    return response


async def logout(_: Request) -> Response:
    """Forget the cookie."""
    response = json_response({"account": None})
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


async def _credentials(request: Request) -> tuple[str, str] | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return None
    try:
        content = orjson.loads(bytes(body))
    except orjson.JSONDecodeError:
        return None
    account, password = (content.get(n) for n in ("account", "password")) if isinstance(content, dict) else (None, None)
    return (account, password) if isinstance(account, str) and isinstance(password, str) else None
