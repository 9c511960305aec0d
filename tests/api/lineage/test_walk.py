"""A walk over the graph in one operation: nested, both ways, a statement for each edge and never one for each row."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.graphql.context import Context
from api.graphql.engine import Engine
from api.graphql.identifiers import global_id
from api.graphql.request import GraphQLRequest
from api.graphql.schema import build_schema
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from tests.builders.counting import StatementGraph
from tests.builders.spines import add_spines, plant

pytestmark = pytest.mark.live

ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
ENGINE = Engine(build_schema())
SPINE = """
{ decisions(first: FIRST) { ... on Problem { code message } ... on DecisionPage {
  nodes { id action review { verdict packet { digest predictions(first: 5) { nodes { probability
    modelVersion { version words features(first: 20) { totalCount nodes { words
      datasets(first: 2) { nodes { name source { name } } } } } } } } } } } } } }
"""


@dataclass
class Walker:
    """Asks as an analyst, and notes what is sent to the database."""

    graph: StatementGraph
    driver: AsyncDriver
    sent: list[str] = field(default_factory=list)

    async def ask(self, query: str, **variables: object) -> dict[str, Any]:
        self.graph.sent = []
        context = Context(open_store(self.graph, MasterKey(b"k" * 32)), ANALYST)
        answer = await ENGINE.run(GraphQLRequest(query, variables, None), context)
        self.sent = self.graph.sent
        return answer

    async def asked(self, query: str, **variables: object) -> dict[str, Any]:
        answer = await self.ask(query, **variables)
        assert "errors" not in answer, answer
        told: dict[str, Any]
        (told,) = answer["data"].values()
        return told


@pytest_asyncio.fixture
async def walker(graph: Graph, driver: AsyncDriver, neo4j_settings: GraphSettings) -> AsyncIterator[Walker]:
    assert graph is not None
    await plant(driver)
    yield Walker(StatementGraph(driver, neo4j_settings), driver)


async def test_a_walk_sends_as_many_statements_for_fifty_decisions_as_for_one(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 50)

    one = await walker.asked(SPINE.replace("FIRST", "1"))
    sent_for_one = walker.sent
    fifty = await walker.asked(SPINE.replace("FIRST", "50"))

    assert (len(one["nodes"]), len(fifty["nodes"])) == (1, 50)
    assert walker.sent == sent_for_one == [
        "decision/pages/decisions.cypher",
        "lineage/walk/nodes.cypher",
        "lineage/walk/causes/was_generated_by.cypher",
        "lineage/walk/causes/used.cypher",
        "lineage/walk/causes/presents.cypher",
        "lineage/walk/causes/scored_by.cypher",
        "lineage/walk/causes/depends_on.cypher",
        "lineage/walk/causes/computed_from.cypher",
        "lineage/walk/causes/had_primary_source.cypher",
    ]  # fmt: skip


async def test_a_walk_answers_with_what_is_stored_at_every_level(walker: Walker) -> None:
    await add_spines(walker.driver, 0, 2)

    told = await walker.asked(SPINE.replace("FIRST", "1"))

    (decision,) = told["nodes"]
    features = decision["review"]["packet"]["predictions"]["nodes"][0]["modelVersion"].pop("features")
    assert decision == {
        "id": global_id("Decision", "decision-100001"),
        "action": "BUY",
        "review": {
            "verdict": "APPROVE",
            "packet": {
                "digest": "d100001",
                "predictions": {"nodes": [{"probability": 0.25, "modelVersion": {"version": "1", "words": "risk 1"}}]},
            },
        },
    }
    assert features["totalCount"] == len(features["nodes"]) == 10
    assert {one["words"] for one in features["nodes"]} == {f"feature {number}" for number in range(10)}
    assert all(one["datasets"] == {"nodes": [{"name": "log", "source": {"name": "ERP"}}]} for one in features["nodes"])
