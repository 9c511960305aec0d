"""An analyst who asks by GraphQL, and what is sent to the database for each question."""

from dataclasses import dataclass, field
from typing import Any

from neo4j import AsyncDriver

from api.graphql.context import Context, GraphQLRequest
from api.graphql.engine import Engine
from api.graphql.schema import build_schema
from graph.domain.people.roles import Actor, ActorKind, Role
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from tests.builders.counting import StatementGraph

ANALYST = Actor("analyst", "analyst-id", ActorKind.HUMAN, frozenset({Role.ANALYST}))
ENGINE = Engine(build_schema())


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

    async def answer(self, query: str, **variables: object) -> dict[str, Any]:
        answer = await self.ask(query, **variables)
        assert "errors" not in answer, answer
        result: dict[str, Any]
        (result,) = answer["data"].values()
        return result


def walker_of(driver: AsyncDriver, settings: GraphSettings) -> Walker:
    return Walker(StatementGraph(driver, settings), driver)
