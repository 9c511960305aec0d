"""What the sender does with addresses, whatever an endpoint's row says."""

import pytest

from graph.domain.delivery.endpoints import EventKind
from graph.domain.delivery.messages import EventMessage, secret_of
from graph.domain.delivery.targets import networks_of
from pipelines.delivery.client import WebhookSender, open_client
from tests.builders.receiver import receiving
from tests.builders.values import NOW

MESSAGE = EventMessage("event-1", EventKind.DECISION_RECORDED, "decision-1", NOW, {"verdict": "APPROVE"})
SECRET = secret_of(b"k" * 32, "endpoint-1", 1)
HOSTS = ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0")


@pytest.mark.parametrize("host", HOSTS)
async def test_a_host_that_leads_to_this_machine_is_not_connected_to(host: str) -> None:
    with receiving() as receiver:
        async with open_client() as http:
            answer = await WebhookSender(http, []).send(f"http://{host}:{receiver.port}/", MESSAGE, SECRET, NOW)

    assert receiver.received == []
    assert answer.status is None
    assert answer.fault


async def test_a_name_that_nobody_knows_and_a_port_that_nobody_listens_on_are_faults_in_words() -> None:
    with receiving() as receiver:
        closed = receiver.url
    async with open_client() as http:
        sender = WebhookSender(http, networks_of("127.0.0.0/8"))
        unknown = await sender.send("https://nobody.invalid/", MESSAGE, SECRET, NOW)
        refused = await sender.send(closed, MESSAGE, SECRET, NOW)

    assert unknown.fault == "the name of the address is not known"
    assert refused.fault == "the connection failed (ConnectError)"


async def test_the_name_of_the_host_is_sent_though_the_connection_goes_to_its_checked_address() -> None:
    with receiving() as receiver:
        async with open_client() as http:
            sender = WebhookSender(http, networks_of("127.0.0.0/8, ::1"))
            answer = await sender.send(f"http://localhost:{receiver.port}/hooks", MESSAGE, SECRET, NOW)

    assert answer.status == 204
    assert receiver.received[0].headers["host"] == f"localhost:{receiver.port}"
