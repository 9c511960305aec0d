"""How the built pages are served, and what is said when there are none."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from api.http.headers import SecurityHeaders
from api.http.ui import ui_routes

SCRIPT = "console.log('signoff')"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Signoff</title>", encoding="utf-8")
    (tmp_path / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "assets" / "index-abc123.js").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "assets" / "index-abc123.js.br").write_bytes(b"brotli")
    (tmp_path / ".signoff-sources").write_text("private", encoding="utf-8")
    return tmp_path


def opened(dist: Path) -> httpx.AsyncClient:
    app = Starlette(routes=ui_routes(dist))
    app.add_middleware(SecurityHeaders)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://signoff")


@pytest_asyncio.fixture
async def client(dist: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with opened(dist) as one:
        yield one


@pytest.mark.parametrize("address", ["/", "/case/UmV2aWV3", "/login?next=%2F", "/deep/er/link"])
async def test_every_address_of_the_site_gets_the_page_and_asks_again_each_time(
    client: httpx.AsyncClient, address: str
) -> None:
    answer = await client.get(address)

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["content-type"].startswith("text/html")


async def test_named_by_their_content_assets_are_kept_for_ever(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/index-abc123.js", headers={"accept-encoding": "identity"})

    assert answer.text == SCRIPT
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")


async def test_an_asset_is_sent_as_it_was_compressed_beforehand(client: httpx.AsyncClient) -> None:
    address, headers = "/assets/index-abc123.js", {"accept-encoding": "gzip, br;q=1.0"}
    async with client.stream("GET", address, headers=headers) as answer:
        sent = b"".join([part async for part in answer.aiter_raw()])

    assert (answer.headers["content-encoding"], sent) == ("br", b"brotli")


@pytest.mark.parametrize(
    "address",
    ["/assets/index-000000.js", "/assets/..%2F.signoff-sources", "/.signoff-sources", "/robots.txt", "/a/b.php"],
)
async def test_an_unknown_or_hidden_file_is_not_there(client: httpx.AsyncClient, address: str) -> None:
    assert (await client.get(address)).status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/graphql", "/auth/nothing", "/health/nothing", "/api"])
async def test_an_unknown_address_of_the_api_is_told_in_json(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get(address)

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_without_built_pages_the_way_to_them_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path) as client:
        answer = await client.get("/")

    assert answer.status_code == 503
    assert "make web" in answer.text


async def test_the_policy_lets_nothing_in_from_elsewhere(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]

    sources = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert sources["default-src"] == "'none'"
    assert set(sources.values()) <= {"'none'", "'self'"}
