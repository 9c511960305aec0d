"""Events on their way to a real receiver: when they leave, what they hold, and what follows from each answer."""

import json
from dataclasses import replace

import pytest
from standardwebhooks import Webhook

from graph.domain.delivery.attempts import WAITS, DeliveryState
from graph.domain.delivery.endpoints import (
    EndpointChange,
    EndpointCommand,
    EndpointState,
    EventKind,
    NewEndpoint,
)
from graph.domain.delivery.targets import networks_of
from graph.domain.kernel.problems import Problem, ProblemCode
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.store.decision.undoing import UndoCommand, undo
from graph.store.delivery.deliveries import DeliveryView, deliveries_of
from graph.store.delivery.endpoints import (
    ChangedEndpoint,
    add_endpoint,
    change_endpoint,
    counted_endpoints,
    endpoints_of,
)
from pipelines.delivery.sending import deliver_due
from tests.builders.commands import decided
from tests.builders.firm import Firm
from tests.builders.receiver import Receiver, receiving

pytestmark = pytest.mark.live

ADMIN = Actor("admin", "admin-id", ActorKind.HUMAN, frozenset({Role.ADMIN}))
LOOPBACK = networks_of("127.0.0.0/8")


async def added(firm: Firm, url: str, *kinds: EventKind) -> ChangedEndpoint:
    wanted = NewEndpoint("ERP", url, kinds or (EventKind.DECISION_RECORDED,))
    answer = await add_endpoint(firm.store, ADMIN, wanted, f"add-{url}", plain_http=True)
    assert isinstance(answer, ChangedEndpoint)
    return answer


async def changed(firm: Firm, endpoint: ChangedEndpoint, command: EndpointCommand) -> ChangedEndpoint:
    answer = await change_endpoint(
        firm.store, ADMIN, EndpointChange(endpoint.endpoint_id, command), f"{command}-{endpoint.endpoint_id}"
    )
    assert isinstance(answer, ChangedEndpoint)
    return answer


async def final(firm: Firm) -> None:
    """Let the grace of all decisions be over."""
    await firm.driver.execute_query(
        "MATCH (e:OutboxEvent) WHERE e.state = 'PENDING' SET e.deliverAfter = 1, e.pendingUntil = 1"
    )


async def waited(firm: Firm) -> None:
    """Let every next attempt be due."""
    await firm.driver.execute_query("MATCH (y:Delivery) WHERE y.nextAttemptAt IS NOT NULL SET y.nextAttemptAt = 1")


async def state_of(firm: Firm, decision_id: str) -> str:
    result = await firm.driver.execute_query(
        "MATCH (e:OutboxEvent {decisionId: $id}) RETURN e.state AS state", {"id": decision_id}
    )
    return str(result.records[0]["state"])


async def views(firm: Firm, endpoint: ChangedEndpoint, state: DeliveryState) -> list[DeliveryView]:
    return await deliveries_of(firm.store, endpoint.endpoint_id, state, 50)


async def test_a_decision_is_sent_once_it_is_final_signed_and_without_names_or_notes(firm: Firm) -> None:
    with receiving() as receiver:
        endpoint = await added(firm, receiver.url)
        decision_id = await decided(firm, "PO-1")
        early = await deliver_due(firm.store, LOOPBACK)
        await final(firm)

        await deliver_due(firm.store, LOOPBACK)
        again = await deliver_due(firm.store, LOOPBACK)

    assert (early, again, len(receiver.received)) == (0, 0, 1)
    [got] = receiver.received
    assert endpoint.secret is not None
    event = Webhook(endpoint.secret).verify(got.body, got.headers)
    assert got.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    assert (event["specversion"], event["type"], event["subject"]) == ("1.0", "signoff.decision.recorded", decision_id)
    assert event["id"] == got.headers["webhook-id"]
    known = {name: event["data"][name] for name in ("decisionId", "decisionPoint", "externalId", "verdict", "action")}
    assert known == {
        "decisionId": decision_id,
        "decisionPoint": "purchases",
        "externalId": "PO-1",
        "verdict": "APPROVE",
        "action": "BUY",
    }
    assert "reviewer" not in json.dumps(event)
    assert await state_of(firm, decision_id) == "DELIVERED"


async def test_a_decision_that_was_undone_is_never_sent(firm: Firm) -> None:
    with receiving() as receiver:
        await added(firm, receiver.url)
        decision_id = await decided(firm, "PO-1")
        undone = await undo(firm.store, firm.reviewer, UndoCommand(decision_id, "slip"), "undo-1")
        await final(firm)

        assert not isinstance(undone, Problem)
        assert await deliver_due(firm.store, LOOPBACK) == 0

    assert receiver.received == []
    assert await state_of(firm, decision_id) == "CANCELLED"


async def test_what_is_not_taken_is_sent_again_under_the_same_id_until_it_is(firm: Firm) -> None:
    with receiving(500, 503, 204) as receiver:
        endpoint = await added(firm, receiver.url)
        decision_id = await decided(firm, "PO-1")
        await final(firm)
        await deliver_due(firm.store, LOOPBACK)
        [view] = await views(firm, endpoint, DeliveryState.WAITING)
        for _ in range(3):
            await waited(firm)
            await deliver_due(firm.store, LOOPBACK)

    assert (view.attempts, view.fault) == (1, "the receiver answers 500")
    assert view.next_attempt_at is not None
    assert len({got.headers["webhook-id"] for got in receiver.received}) == 1
    assert len(receiver.received) == 3
    assert await state_of(firm, decision_id) == "DELIVERED"


async def test_what_was_given_up_is_listed_and_sent_again_when_an_admin_says_so(firm: Firm) -> None:
    with receiving(*[500] * (len(WAITS) + 1), 204) as receiver:
        endpoint = await added(firm, receiver.url)
        decision_id = await decided(firm, "PO-1")
        await final(firm)
        for _ in range(len(WAITS) + 2):
            await deliver_due(firm.store, LOOPBACK)
            await waited(firm)
        failed = await state_of(firm, decision_id)
        [dead] = await views(firm, endpoint, DeliveryState.DEAD)

        await changed(firm, endpoint, EndpointCommand.SEND_AGAIN)
        await deliver_due(firm.store, LOOPBACK)

    assert (failed, dead.attempts, dead.decision_id) == ("FAILED", len(WAITS) + 1, decision_id)
    assert len(receiver.received) == len(WAITS) + 2
    assert await state_of(firm, decision_id) == "DELIVERED"
    assert await views(firm, endpoint, DeliveryState.DEAD) == []


def notations(receiver: Receiver) -> list[str]:
    hosts = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")
    return [f"http://{host}:{receiver.port}/hooks" for host in hosts]


async def test_nothing_reaches_an_address_that_is_not_allowed_however_it_is_written(firm: Firm) -> None:
    with receiving() as receiver:
        endpoints = [await added(firm, url) for url in notations(receiver)]
        await decided(firm, "PO-1")
        await final(firm)

        await deliver_due(firm.store, [])

    assert receiver.received == []
    for endpoint in endpoints:
        [view] = await views(firm, endpoint, DeliveryState.WAITING)
        assert "is no public address" in (view.fault or "")


async def test_a_redirect_is_not_followed(firm: Firm) -> None:
    with receiving(307) as receiver:
        endpoint = await added(firm, receiver.url)
        await decided(firm, "PO-1")
        await final(firm)

        await deliver_due(firm.store, LOOPBACK)

    [view] = await views(firm, endpoint, DeliveryState.WAITING)
    assert len(receiver.received) == 1
    assert "redirect (307), which is not followed" in (view.fault or "")


async def test_events_wait_while_a_webhook_is_paused_and_are_given_up_when_it_is_removed(firm: Firm) -> None:
    with receiving() as first, receiving() as second:
        resumed, removed = await added(firm, first.url), await added(firm, second.url)
        for endpoint in (resumed, removed):
            await changed(firm, endpoint, EndpointCommand.PAUSE)
        decision_id = await decided(firm, "PO-1")
        await final(firm)
        await deliver_due(firm.store, LOOPBACK)
        waiting = [one.waiting for one in await counted_endpoints(firm.store)]

        back = await changed(firm, resumed, EndpointCommand.RESUME)
        gone = await changed(firm, removed, EndpointCommand.REMOVE)
        await deliver_due(firm.store, LOOPBACK)

    assert (waiting, len(first.received), second.received) == ([1, 1], 1, [])
    assert (back.state, gone.state) == (EndpointState.ACTIVE, EndpointState.REMOVED)
    assert [one.id for one in await endpoints_of(firm.store)] == [resumed.endpoint_id]
    assert await state_of(firm, decision_id) == "FAILED"


async def test_every_event_arrives_at_least_once_while_a_third_of_the_answers_fail(firm: Firm) -> None:
    statuses = [500 if number % 3 == 0 else 204 for number in range(60)]
    with receiving(*statuses) as receiver:
        await added(firm, receiver.url)
        expected = {await decided(firm, f"PO-{number}") for number in range(20)}
        await final(firm)
        for _ in range(8):
            await deliver_due(firm.store, LOOPBACK)
            await waited(firm)

    assert {json.loads(got.body)["subject"] for got in receiver.received} == expected
    result = await firm.driver.execute_query("MATCH (e:OutboxEvent) RETURN collect(DISTINCT e.state) AS states")
    assert result.records[0]["states"] == ["DELIVERED"]


async def test_an_event_that_nobody_takes_has_arrived_and_does_not_wait_for_ever(firm: Firm) -> None:
    decision_id = await decided(firm, "PO-1")
    await final(firm)

    assert await deliver_due(firm.store, LOOPBACK) == 1
    assert await state_of(firm, decision_id) == "DELIVERED"
    assert await firm.count("Delivery") == 0


async def test_a_secret_is_the_same_when_asked_for_again_another_once_renewed_and_stored_nowhere(firm: Firm) -> None:
    first = await added(firm, "https://erp.example.com/hooks")
    again = await added(firm, "https://erp.example.com/hooks")
    renewed = await changed(firm, first, EndpointCommand.RENEW_SECRET)

    assert first == again
    assert renewed.secret not in (None, first.secret)
    everything = await firm.driver.execute_query(
        "MATCH (n) WHERE any(name IN keys(n) WHERE n[name] IS :: STRING AND n[name] CONTAINS 'whsec') "
        "RETURN count(n) AS nodes"
    )
    assert everything.records[0]["nodes"] == 0
    audited = await firm.driver.execute_query(
        "MATCH (h:StateChange)-[:ABOUT]->(:WebhookEndpoint) MATCH (a:AuditEntry {subjectId: h.id}) "
        "RETURN h.command AS command, h.actorId AS actor ORDER BY h.recordedAt, h.id"
    )
    assert [record.values() for record in audited.records] == [
        ["ADD_WEBHOOK", "admin-id"],
        ["RENEW_WEBHOOK_SECRET", "admin-id"],
    ]


async def test_only_an_admin_adds_a_webhook_and_a_refusal_writes_nothing(firm: Firm) -> None:
    wanted = NewEndpoint("ERP", "https://erp.example.com/hooks")
    outsider = replace(ADMIN, roles=frozenset({Role.POLICY_OWNER}))

    refused = await add_endpoint(firm.store, outsider, wanted, "add-1", plain_http=False)
    plain = await add_endpoint(
        firm.store, ADMIN, replace(wanted, url="http://erp.example.com"), "add-2", plain_http=False
    )

    assert isinstance(refused, Problem)
    assert isinstance(plain, Problem)
    assert (refused.code, plain.code) == (ProblemCode.FORBIDDEN, ProblemCode.INVALID_INPUT)
    assert [await firm.count(label) for label in ("WebhookEndpoint", "AuditEntry", "IdempotencyKey")] == [0, 0, 0]
