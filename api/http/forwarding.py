"""The client's address behind a proxy: taken only from proxies that the operator named."""

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_FORWARDED_HEADERS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def forwarded(app: ASGIApp, trusted: str | None) -> ASGIApp:
    """Return the application behind the trusted proxies (`SIGNOFF_TRUSTED_PROXIES`); unchanged where there are none."""
    named = [one.strip() for one in (trusted or "").split(",") if one.strip()]
    return ProxyHeadersMiddleware(app, named) if named else app  # type: ignore[arg-type, return-value]  # ASGI by another name


def from_this_machine(request: Request) -> bool:
    """Tell whether a request comes from this machine, names this machine, and was not forwarded.

    The host name is checked too: a foreign page may have its own name point to 127.0.0.1.
    """
    headers = Headers(scope=request.scope)
    if any(name in headers for name in _FORWARDED_HEADERS) or request.client is None:
        return False
    try:
        here = ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    host = headers.get("host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return here and name in _THIS_MACHINE
