"""`signoff breakers` as it is typed, and breakers as GraphQL opens, lists and resets them."""

from typing import Any

import pytest

from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

LISTED = "query Open { breakers(onlyOpen: true) { decisionPoint state reason changes { fromState toState by } } }"
OPEN = """mutation Open($input: OpenBreakerInput!) { openBreaker(input: $input) {
  ... on ChangedBreaker { decisionPoint state } ... on Problem { code } } }"""
RESET = """mutation Reset($input: ResetBreakerInput!) { resetBreaker(input: $input) {
  ... on ChangedBreaker { decisionPoint state } ... on Problem { code } } }"""


async def test_a_breaker_is_opened_stopped_listed_and_reset_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    terminal = Terminal(neo4j_settings)
    given = ("purchases", "--as", "policy-owner", "--reason")

    closed = await terminal.text("breakers", "list", "--open")
    opened = await terminal.object("breakers", "open", *given, "Forged invoices.")
    stopped = await terminal.object("breakers", "stop", *given, "Even more of them.")
    listed = await terminal.text("breakers", "list")
    with pytest.raises(InvalidInput, match="Say why it changes"):
        await terminal.text("breakers", "reset", *given, " ")
    reset = await terminal.text("breakers", "reset", *given, "The sender is blocked.")

    assert closed == "no breaker is there\n"
    assert (opened, stopped) == (
        {"point": "purchases", "state": "REVIEW_ALL"},
        {"point": "purchases", "state": "STOPPED"},
    )
    assert listed.startswith("purchases: stopped, nobody decides, since ")
    assert listed.endswith("UTC by policy-owner: Even more of them.\n")
    assert reset == "purchases: closed, the gate decides\n"
    assert await api.firm.count("StateChange{command: 'STOP_BREAKER'}") == 1


async def test_a_breaker_is_opened_listed_and_reset_by_graphql(api: Api) -> None:
    given: dict[str, Any] = {"decisionPoint": "purchases", "reason": "Forged invoices.", "idempotencyKey": "one"}

    refused = await api.ask("analyst", OPEN, {"input": given})
    opened = await api.ask("policy-owner", OPEN, {"input": given})
    listed = await api.ask("analyst", LISTED, {})
    reset = await api.ask("policy-owner", RESET, {"input": {**given, "idempotencyKey": "two"}})
    left = await api.ask("analyst", LISTED, {})

    assert refused["data"]["openBreaker"] == {"code": "FORBIDDEN"}
    assert opened["data"]["openBreaker"] == {"decisionPoint": "purchases", "state": "REVIEW_ALL"}
    assert listed["data"]["breakers"] == [
        {
            "decisionPoint": "purchases",
            "state": "REVIEW_ALL",
            "reason": "Forged invoices.",
            "changes": [{"fromState": "CLOSED", "toState": "REVIEW_ALL", "by": "policy-owner"}],
        }
    ]
    assert reset["data"]["resetBreaker"] == {"decisionPoint": "purchases", "state": "CLOSED"}
    assert left["data"]["breakers"] == []
