"""Logging in and out: few attempts, checks that hold up nobody, sessions that end on the server."""

import time

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.auth.attempts import Attempts, Bucket, Rate, poured
from api.auth.checking import Busy, Checking
from api.auth.passwords import hash_password
from api.settings import ApiSettings
from graph.domain.people.roles import ActorKind, Role
from graph.settings import GraphSettings
from graph.store.people.accounts import AccountSpec, create_account
from tests.builders.served_firm import Api

PASSWORD = "correct horse battery"
VIEWER = {"query": "{ viewer { account } }"}


@given(st.integers(1, 20), st.floats(0.1, 100), st.lists(st.floats(0, 50), max_size=100))
def test_no_more_than_the_rate_gets_through_whenever_it_is_tried(most: int, seconds: float, gaps: list[float]) -> None:
    rate, bucket, now, through = Rate(most, seconds), Bucket(), 0.0, 0
    for gap in gaps:
        now += gap
        after = poured(bucket, rate, now)
        if isinstance(after, Bucket):
            bucket, through = after, through + 1

    assert through <= most + now / seconds + 1e-6


@given(st.integers(1, 20), st.floats(0.1, 100))
def test_whoever_waits_as_long_as_was_said_may_try_again(most: int, seconds: float) -> None:
    rate, bucket = Rate(most, seconds), Bucket()
    for _ in range(most):
        bucket = poured(bucket, rate, 1.0)  # type: ignore[assignment]  # there is room

    wait = poured(bucket, rate, 1.0)

    assert isinstance(wait, int)
    assert wait >= 1
    assert isinstance(poured(bucket, rate, 1.0 + wait + 1e-6), Bucket)


def test_a_right_attempt_does_not_count() -> None:
    attempts = Attempts(Rate(2, 60.0), lambda: 5.0)

    for _ in range(10):
        assert attempts.attempt("a") is None
        attempts.right("a")

    assert [attempts.attempt("a") for _ in range(3)] == [None, None, 60]


async def test_no_more_checks_wait_than_can_be_made_soon() -> None:
    checking = Checking()
    checking._waiting = 20

    with pytest.raises(Busy):
        await checking.fits(None, "x")

    checking.close()


async def person(api: Api, name: str = "ann") -> None:
    hashed = hash_password(PASSWORD)
    assert isinstance(hashed, str)
    spec = AccountSpec(name, ActorKind.HUMAN, frozenset({Role.ANALYST}), hashed)
    assert await create_account(api.firm.store, spec) is True


async def log_in(client: httpx.AsyncClient, account: str = "ann", password: str = PASSWORD) -> httpx.Response:
    client.cookies.clear()
    return await client.post("/auth/login", json={"account": account, "password": password})


def taken(client: httpx.AsyncClient) -> dict[str, str]:
    """Return the header of the session that a client has, and have it forget it."""
    held = {"cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
    client.cookies.clear()
    return held


@pytest.mark.live
async def test_wrong_passwords_are_limited_by_account_and_the_refusal_says_until_when(api: Api) -> None:
    await person(api)

    answers = [await log_in(api.client, password="wrong") for _ in range(11)]
    right = await log_in(api.client)

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 30
    assert answers[-1].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert right.status_code == 429
    assert "set-cookie" not in right.headers


@pytest.mark.live
async def test_wrong_passwords_are_limited_by_address_whatever_accounts_they_name(api: Api) -> None:
    checking = api.client._transport.app.state.runtime.checking  # type: ignore[attr-defined]  # httpx keeps it there
    for number in range(50):
        assert checking.attempt(f"nobody-{number}", "127.0.0.1") is None

    answer = await log_in(api.client, account="somebody-else")

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.live
async def test_an_unknown_account_takes_as_long_as_a_wrong_password(api: Api) -> None:
    await person(api)
    await log_in(api.client, "warm-up", "x")
    spent: dict[str, list[float]] = {"ann": [], "nobody": []}

    for _ in range(4):
        for name, times in spent.items():
            began = time.perf_counter()
            assert (await log_in(api.client, name, "wrong")).status_code == 401
            times.append(time.perf_counter() - began)

    assert 0.3 < min(spent["ann"]) / min(spent["nobody"]) < 3


@pytest.mark.live
async def test_a_session_ends_on_the_server_in_every_process(api: Api, neo4j_settings: GraphSettings) -> None:
    await person(api)
    assert (await log_in(api.client)).status_code == 200
    session = taken(api.client)
    other = create_app(ApiSettings(), neo4j_settings)
    async with (
        other.router.lifespan_context(other),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=other), base_url="http://signoff") as elsewhere,
    ):
        before = [await client.post("/graphql", json=VIEWER, headers=session) for client in (api.client, elsewhere)]
        await api.client.post("/auth/logout", json={}, headers=session)
        here = await api.client.post("/graphql", json=VIEWER, headers=session)
        other.state.runtime.authenticator._remembered.clear()  # what it remembers for two seconds is over
        there = await elsewhere.post("/graphql", json=VIEWER, headers=session)

    assert [answer.status_code for answer in before] == [200, 200]
    assert [here.status_code, there.status_code] == [401, 401]


@pytest.mark.live
async def test_another_session_of_the_account_goes_on(api: Api) -> None:
    await person(api)
    await log_in(api.client)
    first = taken(api.client)
    await log_in(api.client)
    second = taken(api.client)

    await api.client.post("/auth/logout", json={}, headers=first)
    answer = await api.client.post("/graphql", json=VIEWER, headers=second)

    assert first != second
    assert answer.json() == {"data": {"viewer": {"account": "ann"}}}


@pytest.mark.live
@pytest.mark.parametrize("change", ["SET a.passwordHash = 'another'", "SET a.disabled = true", "DETACH DELETE a"])
async def test_a_session_ends_with_its_password_and_its_account(api: Api, change: str) -> None:
    await person(api)
    await log_in(api.client)

    await api.firm.driver.execute_query(f"MATCH (a:Account {{key: 'ann'}}) {change}")
    answer = await api.client.post("/graphql", json=VIEWER)

    assert answer.status_code == 401


@pytest.mark.live
async def test_ended_sessions_are_forgotten_when_they_would_be_over_anyway(api: Api) -> None:
    await person(api)
    await api.firm.driver.execute_query(
        "MATCH (a:Account {key: 'ann'}) SET a.endedSessions = ['0000000000001|old', '9999999999999|young']"
    )
    await log_in(api.client)

    await api.client.post("/auth/logout", json={})

    rows = await api.firm.driver.execute_query("MATCH (a:Account {key: 'ann'}) RETURN a.endedSessions AS ended")
    sessions = rows.records[0]["ended"]
    assert len(sessions) == 2
    assert "9999999999999|young" in sessions


@pytest.mark.live
async def test_the_cookie_is_for_https_only_where_tls_is_in_front(api: Api, neo4j_settings: GraphSettings) -> None:
    await person(api)
    app = create_app(ApiSettings(trusted_proxies="127.0.0.1"), neo4j_settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://signoff") as client,
    ):
        client.headers["x-forwarded-proto"] = "https"
        behind_tls = await log_in(client)
    plain = await log_in(api.client)

    assert "; Secure" in behind_tls.headers["set-cookie"]
    assert behind_tls.headers["strict-transport-security"] == "max-age=31536000"
    assert "; Secure" not in plain.headers["set-cookie"]
