"""A read is one trip, and goes on over a connection that the server closed."""

import pytest
from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.queries.lineage.reach import UP, LineageParams
from graph.session import Graph
from graph.settings import GraphSettings

pytestmark = pytest.mark.live

NAME = "signoff-reads"
CLOSE = """
CALL dbms.listConnections() YIELD connectionId, userAgent
WITH connectionId, userAgent WHERE userAgent = $name
CALL dbms.killConnection(connectionId) YIELD message
RETURN count(*) AS closed
"""


async def test_a_read_is_sent_again_where_its_connection_was_closed_meanwhile(
    graph: Graph, driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    assert graph is not None
    assert neo4j_settings.neo4j_password is not None
    password = neo4j_settings.neo4j_password.get_secret_value()
    await driver.execute_query("CREATE (:Team:Agent {id: 't', key: 't', name: 'Team'})")
    async with AsyncGraphDatabase.driver(
        str(neo4j_settings.neo4j_uri), auth=(neo4j_settings.neo4j_user, password), user_agent=NAME
    ) as other:
        reading = Graph(other, neo4j_settings)
        (before,) = await reading.read(UP, LineageParams("t", 9))
        (row,) = (await driver.execute_query(CLOSE, {"name": NAME})).records

        (after,) = await reading.read(UP, LineageParams("t", 9))

    assert row["closed"] >= 1
    assert before == after
    assert [one["name"] for one in after.nodes] == ["Team"]
