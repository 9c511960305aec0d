"""What is not GraphQL: odd addresses, who may read metrics, what TLS in front changes."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from api.http.forwarding import forwarded, from_this_machine
from api.http.headers import SecurityHeaders
from tests.builders.served_firm import Api

pytestmark = pytest.mark.live

ODD = [
    "/assets/" + "x" * 5_000,
    "/assets/" + "x" * 250 + ".js",
    "/" + "x" * 5_000 + ".js",
    "/assets/%00",
    "/assets/a%00.js",
    "/%00",
    "/assets/%ff%fe",
    "/assets/..%2f..%2fetc%2fpasswd",
    "/case/%ed%a0%80",
    "/api/v1/export/%00.csv",
    "/api/v1/export/" + "x" * 5_000 + ".csv",
    "/?" + "q=1&" * 5_000,
    "/graphql/",
    "//",
    "/..;/",
]


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"]
HOSTS = ["", "[", "[::1", "a b", "x" * 5_000, "..", "signoff:99999999", "\xff"]


def fault(answer: httpx.Response) -> bool:
    return answer.status_code >= 500 and "make web" not in answer.text


async def without_pages(api: Api) -> bool:
    """Tell whether the pages are not built here: their addresses answer 503 then, and HEAD says no word of it."""
    return "make web" in (await api.client.get("/")).text


async def test_an_odd_address_is_never_a_fault(api: Api) -> None:
    methods = [method for method in METHODS if method != "HEAD" or not await without_pages(api)]
    for address in ODD:
        url = httpx.URL("http://signoff").copy_with(raw_path=address.encode())
        for method in methods:
            assert not fault(await api.client.request(method, url)), (method, address[:40])


async def test_an_odd_host_is_never_a_fault(api: Api) -> None:
    for address in ("/", "/graphql", "/health/live", "/nothing.js", "/api/nothing", "/metrics"):
        for host in HOSTS:
            answer = await api.client.get(address, headers={b"host": host.encode("latin-1")})
            assert not fault(answer), (address, host[:40])


async def test_a_name_that_no_disk_takes_is_not_found(api: Api) -> None:
    assert [(await api.client.get(address)).status_code for address in ODD[:3]] == [404] * 3


CALLS: list[tuple[dict[str, str], int]] = [
    ({"host": "127.0.0.1:8000"}, 200),
    ({"host": "localhost"}, 200),
    ({"host": "[::1]:8000"}, 200),
    ({"host": "rebound.example"}, 401),
    ({"host": "127.0.0.1", "x-forwarded-for": "127.0.0.1"}, 401),
    ({"host": "127.0.0.1", "forwarded": "for=127.0.0.1"}, 401),
    ({"host": "127.0.0.1", "authorization": "Bearer sgk_made-up", "via": "1.1 proxy"}, 401),
]


async def test_metrics_are_for_this_machine_or_a_key(api: Api) -> None:
    answers = [await api.client.get("/metrics", headers=headers) for headers, _ in CALLS]

    assert [answer.status_code for answer in answers] == [status for _, status in CALLS]
    assert ["signoff_graphql_requests" in answer.text for answer in answers] == [status == 200 for _, status in CALLS]


async def test_metrics_take_an_api_key_from_anywhere(api: Api) -> None:
    headers = {"x-forwarded-for": "192.0.2.1", "authorization": f"Bearer {api.keys['integrator']}"}

    assert (await api.client.get("/metrics", headers=headers)).status_code == 200


@pytest.mark.parametrize("peer", [("192.0.2.1", 1), ("unix", 0), None])
def test_a_call_from_elsewhere_is_not_one_of_this_machine(peer: tuple[str, int] | None) -> None:
    request = Request({"type": "http", "client": peer, "headers": [(b"host", b"127.0.0.1")]})

    assert not from_this_machine(request)


def behind(trusted: str, peer: str) -> httpx.AsyncClient:
    async def seen(request: Request) -> Response:
        return PlainTextResponse(f"{request.scope['scheme']} {request.client.host if request.client else ''}")

    app = forwarded(SecurityHeaders(Starlette(routes=[Route("/", seen)])), trusted)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 1)), base_url="http://signoff")


FORWARDED = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.9, 10.0.0.7"}


@pytest.mark.parametrize("trusted", ["10.0.0.0/8", "192.0.2.1, 10.0.0.7"])
async def test_a_trusted_proxy_says_who_asks_and_that_tls_is_in_front(trusted: str) -> None:
    async with behind(trusted, "10.0.0.7") as client:
        answer = await client.get("/", headers=FORWARDED)

    assert answer.text == "https 198.51.100.9"
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("trusted", ["", "192.0.2.1"])
async def test_nobody_else_is_believed(trusted: str) -> None:
    async with behind(trusted, "10.0.0.7") as client:
        answer = await client.get("/", headers=FORWARDED)

    assert answer.text == "http 10.0.0.7"
    assert "strict-transport-security" not in answer.headers
