"""Subscriptions over a real WebSocket: each thing once, to whom it concerns, and nothing to whom it does not."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from graph.domain.gate.facts import Breaker
from graph.domain.monitor.breakers import BreakerWish
from graph.domain.people.accounts import AccountChange
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.decision.deciding import decide
from graph.store.monitor.breakers import change_breaker
from graph.store.people.account_changes import change_account
from tests.builders.commands import approval, claimed, submitted
from tests.builders.firm import Firm
from tests.builders.served_firm import add_accounts
from tests.builders.serving import served

pytestmark = [pytest.mark.live, pytest.mark.timeout(240)]

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
PROTOCOL = Subprotocol("graphql-transport-ws")
SECONDS = 30
"""For what takes a second on an idle machine."""
QUIET_SECONDS = 4
"""Four looks, of which each goes back by five seconds."""
TASKS = "subscription One($queue: String) { taskChanged(queue: $queue) { externalId queue fromState toState } }"
DECISIONS = "subscription { decisionRecorded { externalId decisionPoint kind action } }"
ALERTS = "subscription { alertRaised { kind message decisionPoint } }"


@pytest.fixture(scope="module")
def url(neo4j_settings: GraphSettings) -> Iterator[str]:
    with served(neo4j_settings, 1) as (address,):
        yield address


@asynccontextmanager
async def connected(url: str, key: str | None, origin: str | None = None) -> AsyncIterator[ClientConnection]:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    address = url.replace("http", "ws", 1) + "/graphql"
    async with connect(
        address,
        subprotocols=[PROTOCOL],
        additional_headers=headers,
        origin=origin,  # type: ignore[arg-type]  # a text
    ) as socket:
        yield socket


async def message_from(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), SECONDS))
    return message


async def begun(socket: ClientConnection) -> None:
    await socket.send(json.dumps({"type": "connection_init"}))
    assert (await message_from(socket))["type"] == "connection_ack"


async def subscribe(socket: ClientConnection, name: str, query: str, variables: dict[str, Any] | None = None) -> None:
    payload = {"query": query, "variables": variables}
    await socket.send(json.dumps({"id": name, "type": "subscribe", "payload": payload}))


async def listening(socket: ClientConnection) -> None:
    """Wait until what was subscribed to is listened to: a pong is answered after what was sent before."""
    await socket.send(json.dumps({"type": "ping"}))
    assert (await message_from(socket))["type"] == "pong"
    await asyncio.sleep(0.5)


async def news_of(socket: ClientConnection) -> list[tuple[str, dict[str, Any]]]:
    """Return all that is heard until it is quiet for some looks."""
    messages = [await message_from(socket)]
    with suppress(TimeoutError):
        while True:
            messages.append(json.loads(await asyncio.wait_for(socket.recv(), QUIET_SECONDS)))
    assert {one["type"] for one in messages} == {"next"}, messages
    return [(one["id"], next(iter(one["payload"]["data"].values()))) for one in messages]


async def test_whoever_listens_hears_of_each_task_decision_and_alert_once(firm: Firm, url: str) -> None:
    keys = await add_accounts(firm)
    async with connected(url, keys["reviewer"]) as socket:
        await begun(socket)
        await subscribe(socket, "tasks", TASKS)
        await subscribe(socket, "elsewhere", TASKS, {"queue": "elsewhere"})
        await subscribe(socket, "decisions", DECISIONS)
        await subscribe(socket, "alerts", ALERTS)
        await listening(socket)
        lease = await claimed(firm, (await submitted(firm, "PO-1")).task_id)
        await decide(firm.store, firm.reviewer, lease.task_id, approval(lease), "one")
        wish = BreakerWish("purchases", Breaker.REVIEW_ALL, "Prices moved.")
        await change_breaker(firm.store, ADMIN, wish, "open")

        news = await news_of(socket)

    tasks = [(one["externalId"], one["fromState"], one["toState"]) for name, one in news if name == "tasks"]
    assert [(before, after) for _, before, after in tasks][-2:] == [("READY", "RESERVED"), ("RESERVED", "COMPLETED")]
    assert {external for external, _, _ in tasks} == {"PO-1"}
    assert [one for name, one in news if name == "decisions"] == [
        {"externalId": "PO-1", "decisionPoint": "purchases", "kind": "HUMAN", "action": "BUY"}
    ]
    assert [one for name, one in news if name == "alerts"] == [
        {"kind": "BREAKER", "message": "Prices moved.", "decisionPoint": "purchases"}
    ]
    assert not [one for name, one in news if name == "elsewhere"]


async def test_who_is_not_known_or_comes_from_another_page_hears_nothing(firm: Firm, url: str) -> None:
    keys = await add_accounts(firm)

    async with connected(url, None) as socket:
        with pytest.raises(ConnectionClosed) as unknown:
            await message_from(socket)
    with pytest.raises(InvalidStatus) as foreign:
        async with connected(url, keys["reviewer"], origin="https://elsewhere.example"):
            pass
    async with connected(url, keys["reviewer"], origin=url) as socket:
        await begun(socket)

    assert unknown.value.rcvd is not None
    assert (unknown.value.rcvd.code, unknown.value.rcvd.reason) == (
        4401,
        "Nobody is logged in: send a session cookie or an API key.",
    )
    assert foreign.value.response.status_code == 403


async def test_what_is_no_subscription_or_too_much_is_refused_in_words(firm: Firm, url: str) -> None:
    keys = await add_accounts(firm)
    async with connected(url, keys["reviewer"]) as socket:
        await begun(socket)
        refusals = {}
        for name, query in (
            ("query", "{ viewer { account } }"),
            ("unknown", "subscription { nothing }"),
            ("broken", "subscription {"),
        ):
            await subscribe(socket, name, query)
            answer = await message_from(socket)
            assert (answer["id"], answer["type"]) == (name, "error")
            refusals[name] = answer["payload"][0]
        for number in range(10):
            await subscribe(socket, f"one-{number}", ALERTS)
        await subscribe(socket, "eleventh", ALERTS)
        eleventh = await message_from(socket)
    async with httpx.AsyncClient(headers={"authorization": f"Bearer {keys['reviewer']}"}) as client:
        posted = (await client.post(f"{url}/graphql", json={"query": DECISIONS})).json()

    assert refusals["query"]["message"].startswith("Over a WebSocket send subscriptions alone")
    assert "Cannot query field 'nothing'" in refusals["unknown"]["message"]
    assert refusals["broken"]["message"].startswith("Syntax Error")
    assert {one["extensions"]["code"] for one in refusals.values()} == {"INVALID_INPUT"}
    assert (eleventh["id"], eleventh["type"]) == ("eleventh", "error")
    assert posted["errors"][0]["message"].startswith("Send subscriptions to this address over a WebSocket")


async def test_an_account_that_is_closed_hears_no_more(firm: Firm, url: str) -> None:
    keys = await add_accounts(firm)
    async with connected(url, keys["reviewer-2"]) as socket:
        await begun(socket)
        await subscribe(socket, "alerts", ALERTS)
        await change_account(firm.store, ADMIN, AccountChange("reviewer-2", None, closed=True, reason="Left."), "close")
        with pytest.raises(ConnectionClosed) as ended:
            await message_from(socket)

    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == 4403
