"""`signoff delegations`: somebody's work is put in another's hands, listed, and handed back before its time."""

from datetime import timedelta

import pytest

from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.commands import claimed, submitted
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live


async def holders(api: Api) -> list[tuple[str, str | None]]:
    answer = await api.firm.driver.execute_query("MATCH (t:ReviewTask) RETURN t.holderId AS holder, t.forId AS whose")
    return [(row["holder"], row["whose"]) for row in answer.records]


async def test_a_delegation_is_granted_listed_and_ended_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    terminal = Terminal(neo4j_settings)
    await claimed(api.firm, (await submitted(api.firm, "PO-1")).task_id)
    people = ("grant", "reviewer", "reviewer-2", "--as", "admin")
    ends = api.firm.store.clock.now() + timedelta(hours=8)
    until = f"{ends:%Y-%m-%dT%H:%M:%S}"

    nobody = await terminal.text("delegations", "list", "--open")
    granted = await terminal.object("delegations", *people, "--until", until, "--reason", "On leave.")
    handed = await holders(api)
    with pytest.raises(InvalidInput, match="in part of the same time: choose another time"):
        await terminal.text("delegations", *people, "--until", until)
    with pytest.raises(InvalidInput, match="ask an admin to delegate those of others"):
        await terminal.text("delegations", "grant", "reviewer", "reviewer-2", "--as", "reviewer-2", "--until", until)
    listed = await terminal.object("delegations", "list", "--open")
    ended = await terminal.text("delegations", "end", granted["delegation"], "--as", "reviewer", "--reason", "Back.")
    after = await terminal.object("delegations", "list")

    assert nobody == "nobody is away\n"
    assert granted["state"] == "RUNNING"
    assert granted["until"] == ends.replace(microsecond=0).isoformat()
    assert handed == [("reviewer-2-id", "reviewer-id")]
    (one,) = listed["delegations"]
    assert (one["id"], one["delegator"], one["delegate"], one["madeBy"], one["reason"], one["verdicts"]) == (
        granted["delegation"],
        "reviewer",
        "reviewer-2",
        "admin",
        "On leave.",
        0,
    )
    assert ended == f"{granted['delegation']} is ended early\n"
    assert await holders(api) == [("reviewer-id", None)]
    assert [(one["id"], one["state"]) for one in after["delegations"]] == [(granted["delegation"], "ENDED_EARLY")]
    assert "nobody is away" in await terminal.text("delegations", "list", "--open")
