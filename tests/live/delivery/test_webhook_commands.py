"""`signoff webhooks`: each command of the guide, as it is typed."""

import pytest

from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

URL = "https://erp.example.com/hooks/signoff"


async def test_a_webhook_is_added_listed_paused_resumed_and_removed_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    assert api.firm is not None
    terminal = Terminal(neo4j_settings)

    added = await terminal.object("webhooks", "add", "ERP", URL, "--as", "admin", "--event", "DecisionRecorded")
    [listed] = (await terminal.object("webhooks", "list"))["webhooks"]
    states = [
        (await terminal.object("webhooks", command, "ERP", "--as", "admin"))["state"]
        for command in ("pause", "send-again", "resume")
    ]
    renewed = await terminal.object("webhooks", "new-secret", "ERP", "--as", "admin")
    dead = await terminal.text("webhooks", "events", "ERP", "--state", "DEAD")
    removed = await terminal.text("webhooks", "remove", "ERP", "--as", "admin")

    assert added["secret"].startswith("whsec_")
    assert listed == {
        "id": added["webhook"],
        "name": "ERP",
        "url": URL,
        "events": ["DecisionRecorded"],
        "state": "ACTIVE",
        "waiting": 0,
        "givenUp": 0,
    }
    assert states == ["PAUSED", "PAUSED", "ACTIVE"]
    assert renewed["secret"] not in (None, added["secret"])
    assert "no event of ERP is dead" in dead
    assert "webhook ERP is removed" in removed
    assert "there is no webhook" in await terminal.text("webhooks", "list")


async def test_unknown_names_and_accounts_are_refused_with_what_to_do(api: Api, neo4j_settings: GraphSettings) -> None:
    assert api.firm is not None
    terminal = Terminal(neo4j_settings)

    with pytest.raises(InvalidInput, match="There is no account nobody: `signoff user add nobody --role admin` first"):
        await terminal.text("webhooks", "add", "ERP", URL, "--as", "nobody")
    with pytest.raises(InvalidInput, match="There is no webhook ERP, or more than one"):
        await terminal.text("webhooks", "pause", "ERP", "--as", "admin")
    with pytest.raises(InvalidInput, match="takes the role admin"):
        await terminal.text("webhooks", "add", "ERP", URL, "--as", "auditor")
    assert await api.firm.count("WebhookEndpoint") == 0
