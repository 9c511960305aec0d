"""A small graph copied whole, so that each test may change it as it likes and the next finds it as it was."""

from dataclasses import dataclass
from typing import Any

from neo4j import AsyncDriver

from tests.builders.database import emptied

NODES = """
MATCH (n) WHERE NOT n:__Neo4jMigration
RETURN collect({was: elementId(n), labels: labels(n), properties: properties(n)}) AS nodes
"""
EDGES = """
MATCH (a)-[r]->(b) WHERE NOT a:__Neo4jMigration
RETURN collect({from: elementId(a), to: elementId(b), type: type(r), properties: properties(r)}) AS edges
"""
RESTORE = """
CALL () {
  UNWIND $nodes AS node
  CREATE (n:$(node.labels))
  SET n = node.properties
  RETURN collect([node.was, n]) AS pairs
}
WITH pairs, range(0, size(pairs) - 1) AS places
UNWIND $edges AS edge
WITH edge, [place IN places WHERE pairs[place][0] = edge.from | pairs[place][1]][0] AS a,
     [place IN places WHERE pairs[place][0] = edge.to | pairs[place][1]][0] AS b
CREATE (a)-[r:$(edge.type)]->(b)
SET r = edge.properties
"""


@dataclass(frozen=True)
class GraphCopy:
    """All nodes and edges of a moment."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]

    async def restore(self, driver: AsyncDriver) -> None:
        """Put the graph back to that moment."""
        await emptied(driver)
        await driver.execute_query(RESTORE, {"nodes": self.nodes, "edges": self.edges})


async def copied(driver: AsyncDriver) -> GraphCopy:
    """Return the graph as it is."""
    nodes = (await driver.execute_query(NODES)).records[0]["nodes"]
    edges = (await driver.execute_query(EDGES)).records[0]["edges"]
    return GraphCopy(nodes, edges)
