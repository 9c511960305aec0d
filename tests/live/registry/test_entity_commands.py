"""`signoff entities`: compared, listed, decided and taken back, as it is typed."""

import pytest

from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

THREE = (
    "UNWIND ['Aurobindo Pharma Limited', 'AUROBINDO PHARMA LTD.', 'Aurobindo Parma Limited'] AS name "
    "CREATE (:BusinessEntity:Entity {id: name, key: 'vendor|' + name, kind: 'vendor', externalId: name, name: name})"
)


async def test_sure_pairs_are_joined_and_every_decision_is_taken_back_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    await api.firm.driver.execute_query(THREE)
    terminal = Terminal(neo4j_settings)

    done = await terminal.object("entities", "match")
    [joined] = (await terminal.object("entities", "list", "--state", "SAME"))["pairs"]
    back = await terminal.object("entities", "decide", joined["id"], "PROPOSED")
    with pytest.raises(InvalidInput, match="Say why they are two"):
        await terminal.text("entities", "decide", joined["id"], "DIFFERENT")
    apart = await terminal.object("entities", "decide", joined["id"], "DIFFERENT", "--reason", "other register")
    shown = await terminal.text("entities", "list", "--state", "DIFFERENT")

    assert done == {"proposed": 3, "joined": 1}
    assert (joined["decidedBy"], joined["automatic"]) == ("Entity resolution, rule 1", True)
    assert (back["state"], apart["state"]) == ("PROPOSED", "DIFFERENT")
    assert "(admin: other register)" in shown
