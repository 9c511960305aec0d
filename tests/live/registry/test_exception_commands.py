"""`signoff exceptions` as it is typed, and the analyst's question who waived what, until when, and how often used."""

from datetime import timedelta
from pathlib import Path

import pytest

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.schema import build_schema
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.errors import InvalidInput
from graph.settings import GraphSettings
from tests.builders.commands import submitted
from tests.builders.served_firm import Api
from tests.builders.terminal import Terminal

pytestmark = pytest.mark.live

QUESTION = Path(__file__).parents[3] / "docs" / "questions" / "03-who-waived-what.graphql"
ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))


async def test_an_exception_is_granted_listed_counted_and_revoked_on_the_terminal(
    api: Api, neo4j_settings: GraphSettings
) -> None:
    firm, terminal = api.firm, Terminal(neo4j_settings)
    await submitted(firm, "PO-0")
    await firm.approve_model("purchase-risk|1")
    vendor = str((await firm.driver.execute_query("MATCH (b:BusinessEntity) RETURN b.id")).records[0][0])
    until = f"{firm.store.clock.now() + timedelta(days=3):%Y-%m-%dT%H:%M:%S}"
    grant = ("exceptions", "grant", "purchases", "look", "--as", "policy-owner", "--reason", "Under contract.")
    request = ("--until", until, "--requested-by", "reviewer")

    with pytest.raises(InvalidInput, match="--entity, --category or --case"):
        await terminal.text(*grant, *request)
    granted = await terminal.object(*grant, *request, "--entity", vendor)
    await submitted(firm, "PO-1")
    answer = await Engine(build_schema()).run(
        GraphQLRequest(QUESTION.read_text(encoding="utf-8"), {"decisionPoint": "purchases"}, None),
        Context(firm.store, ANALYST),
    )
    revoked = await terminal.object(
        "exceptions", "revoke", granted["exception"], "--as", "policy-owner", "--reason", "It ended."
    )
    listed = await terminal.text("exceptions", "list", "--point", "purchases")

    assert (granted["state"], revoked["state"]) == ("EXPIRING", "REVOKED")
    assert "errors" not in answer, answer
    (row,) = answer["data"]["exceptions"]
    assert (row["rule"], row["scope"], row["subject"], row["state"], row["holds"], row["decisions"]) == (
        "look",
        "ENTITY",
        "V-7",
        "EXPIRING",
        True,
        1,
    )
    assert (row["requestedBy"], row["grantedBy"], row["reason"], row["revokedBy"]) == (
        "reviewer",
        "policy-owner",
        "Under contract.",
        None,
    )
    assert "revoked, row look at purchases for entity V-7" in listed
    assert "Under contract. (1 decisions)" in listed
