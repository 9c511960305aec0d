"""`signoff policies`: from a proposed table to the one in use and back, as it is typed."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.commands import submitted
from tests.builders.firm import POLICY
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live


async def test_a_table_is_proposed_tested_approved_by_another_and_taken_back_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await submitted(api.firm, "PO-1", 0.15)
    terminal, table = Terminal(neo4j_settings), tmp_path / "policy.yaml"
    table.write_text(POLICY.replace("version: 1", "version: 2").replace("0.1", "0.2"), encoding="utf-8")
    proposal = ("policies", "propose", "purchases", "--as", "policy-owner", "--reason", "Too many reviews.")

    proposed = await terminal.object(*proposal, "--table", str(table))
    version = proposed["version"]
    [point] = (await terminal.object("policies", "backtest", version))["points"]
    with pytest.raises(InvalidInput, match=r"You proposed .* yourself"):
        await terminal.text("policies", "approve", version, "--as", "policy-owner")
    approved = await terminal.object("policies", "approve", version, "--as", "admin")
    shown = await terminal.text("policies", "list")
    back = await terminal.object("policies", "rollback", "purchases", "--as", "admin", "--reason", "Too many errors.")

    assert (proposed["state"], approved["state"]) == ("PROPOSED", "ACTIVE")
    assert point["point"] == "purchases"
    assert "Too many reviews." in shown
    assert (back["state"], back["version"] == version, back["total"]) == ("ACTIVE", False, 0)


async def test_a_proposal_is_declined_and_a_faulty_one_is_refused_with_all_its_faults(
    api: Api, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    assert api.firm is not None
    terminal, table = Terminal(neo4j_settings), tmp_path / "policy.yaml"
    table.write_text(POLICY.replace("version: 1", "version: 2").replace("0.1", "0.2"), encoding="utf-8")
    proposal = ("policies", "propose", "purchases", "--as", "policy-owner", "--reason", "Too many reviews.")

    version = (await terminal.object(*proposal, "--table", str(table)))["version"]
    declined = await terminal.object("policies", "decline", version, "--as", "admin", "--reason", "Not now.")
    with pytest.raises(InvalidInput, match="The table has no threshold risk_threshold"):
        await terminal.text(*proposal, "--threshold", "risk_threshold=0.2")
    with pytest.raises(InvalidInput, match="There is no policy version nothing, or more than one"):
        await terminal.text("policies", "approve", "nothing", "--as", "admin")

    assert declined["state"] == "DECLINED"
