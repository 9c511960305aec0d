"""A history of a point that nobody registered, on a real Neo4j."""

import pytest
from neo4j import AsyncDriver

from graph.domain.intake.replay import History
from graph.errors import InvalidInput
from graph.session import Graph
from tests.builders.replayed import loaded

pytestmark = pytest.mark.live


async def test_an_unknown_point_is_one_line_and_nothing_is_written(
    graph: Graph, driver: AsyncDriver, history: History
) -> None:
    with pytest.raises(InvalidInput, match=r"'support-escalation' is not registered.*signoff pack load"):
        await loaded(graph, history)

    left = await driver.execute_query("MATCH (n) WHERE NOT n:__Neo4jMigration RETURN count(n) AS n")
    assert left.records[0]["n"] == 0
