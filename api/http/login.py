"""Log-in of the UI with a local account: a same-site session cookie."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.admission.clients import client_of
from api.auth.checking import Busy
from api.auth.sessions import COOKIE
from api.refusals import json_response, refusal
from api.runtime import Runtime, runtime_of
from graph.domain.kernel.problems import ProblemCode
from graph.errors import CommitOutcomeUnknown, DatabaseUnavailable
from graph.store.people.accounts import LONGEST_ACCOUNT, LogIn, log_in_of

_LARGEST = 4096
"""In bytes: an account and a password of the greatest length fit several times."""
_BUSY_SECONDS = 3
"""A little longer than all waiting checks take together."""


async def login(request: Request) -> Response:
    """Check `{"account": …, "password": …}` and set the cookie."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, ProblemCode.INVALID_INPUT, "Send the request as application/json.")
    credentials = _credentials(await request.body())
    if credentials is None:
        return refusal(400, ProblemCode.INVALID_INPUT, "Send a JSON object with account and password as texts.")
    runtime, account = runtime_of(request), credentials[0]
    if runtime.outage.certain:
        return runtime.outage.answer()
    address = client_of(request.client.host if request.client else None)
    if (seconds := runtime.checking.attempt(account, address)) is not None:
        message = f"Too many wrong passwords. Try again in {seconds} s."
        return refusal(429, ProblemCode.RATE_LIMITED, message, seconds)
    try:
        log_in = await _right(runtime, account, credentials[1])
    except DatabaseUnavailable:
        runtime.checking.take_back(account, address)
        return runtime.outage.refused()
    except Busy:
        runtime.checking.take_back(account, address)
        message = "Many people are logging in. Try again in a moment."
        return refusal(503, ProblemCode.RATE_LIMITED, message, _BUSY_SECONDS)
    if log_in is None:
        return refusal(401, ProblemCode.FORBIDDEN, "Account or password is wrong.")
    runtime.checking.take_back(account, address)
    return _logged_in(request, runtime, log_in)


async def logout(request: Request) -> Response:
    """End the session on the server and forget the cookie."""
    runtime = runtime_of(request)
    try:
        await runtime.authenticator.end(request.headers)
    except (DatabaseUnavailable, CommitOutcomeUnknown):
        return runtime.outage.refused()
    response = json_response({"account": None})
    response.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=_secure(request))
    return response


async def _right(runtime: Runtime, account: str, password: str) -> LogIn | None:
    """Return the account if the password is right; an unknown account takes as long."""
    log_in = await log_in_of(runtime.store, account)
    stored = None if log_in is None else log_in.password_hash
    return log_in if await runtime.checking.fits(stored, password) else None


def _logged_in(request: Request, runtime: Runtime, log_in: LogIn) -> Response:
    actor, seconds = log_in.actor, runtime.settings.session_seconds
    now = runtime.store.clock.now()
    cookie = runtime.authenticator.sessions.issue(actor.account, now, seconds, log_in.password_hash)
    response = json_response({"account": actor.account, "roles": sorted(actor.roles)})
    response.set_cookie(COOKIE, cookie, max_age=seconds, httponly=True, samesite="strict", secure=_secure(request))
    return response


def _secure(request: Request) -> bool:
    return runtime_of(request).settings.secure_cookie or request.scope["scheme"] == "https"


def _credentials(body: bytes) -> tuple[str, str] | None:
    if len(body) > _LARGEST:
        return None
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    account, password = (content.get(n) for n in ("account", "password")) if isinstance(content, dict) else (None, None)
    if not isinstance(account, str) or not isinstance(password, str) or len(account) > LONGEST_ACCOUNT:
        return None
    return account, password
