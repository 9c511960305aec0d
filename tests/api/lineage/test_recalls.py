"""A recall over GraphQL and on the terminal: planned, opened, listed, closed."""

from typing import Any

import pytest

from api.graphql.identifiers import global_id
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.commands import decided
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

PLAN = """query Plan($id: ID!) { recallPlan(input: {id: $id}) { __typename ... on Problem { code message }
  ... on RecallPlan { decisions listed bases { basis decisions } points { decisionPoint decisions } } } }"""
LIST = """query Recalls { recalls { id target state owner steps decisions counts { state decisions } } }"""
ONE = """query Recall($id: ID!) { recall(id: $id) { state decisions }
  recallItems(recallId: $id) { nodes { externalId state bases action steps } hasNextPage } }"""
UP = "query Up($id: ID!) { lineage(input: {id: $id}) { ... on Lineage { ids kinds } } }"


async def test_a_recall_is_planned_opened_and_listed(api: Api, neo4j_settings: GraphSettings) -> None:
    terminal = Terminal(neo4j_settings)
    await decided(api.firm, "PO-1")
    version = str((await api.firm.driver.execute_query("MATCH (v:DatasetVersion) RETURN v.id")).records[0][0])

    planned = await terminal.object("recall", "plan", version)
    plan = (await api.ask("analyst", PLAN, {"id": global_id("DatasetVersion", version)}))["data"]["recallPlan"]
    command = (
        "recall",
        "open",
        version,
        "--as",
        "policy-owner",
        "--reason",
        "A column was shifted.",
        "--step",
        "Call.",
    )
    with pytest.raises(InvalidInput, match="send 1 as confirmedDecisions"):
        await terminal.text(*command)
    opened = await terminal.object(*command, "--confirm", "1")
    listed = await terminal.text("recall", "status")
    (over_http,) = (await api.ask("analyst", LIST, {}))["data"]["recalls"]
    one: dict[str, Any] = (await api.ask("analyst", ONE, {"id": over_http["id"]}))["data"]
    with pytest.raises(InvalidInput, match="still being added"):
        await terminal.text("recall", "close", opened["recall"], "--as", "policy-owner", "--reason", "Done.")

    assert (planned["kind"], planned["decisions"], planned["bases"]) == ("DatasetVersion", 1, {"INPUT": 1})
    assert plan == {
        "__typename": "RecallPlan",
        "decisions": 1,
        "listed": 0,
        "bases": [{"basis": "INPUT", "decisions": 1}],
        "points": [{"decisionPoint": "purchases", "decisions": 1}],
    }
    assert (opened["state"], opened["decisions"]) == ("SELECTING", 1)
    assert "selecting" in listed
    assert (over_http["state"], over_http["owner"], over_http["steps"]) == ("SELECTING", "policy-owner", ["Call."])
    assert one == {"recall": {"state": "SELECTING", "decisions": 0}, "recallItems": {"nodes": [], "hasNextPage": False}}
