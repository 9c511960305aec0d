"""A free port, and an empty graph."""

import socket

from neo4j import AsyncDriver


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def emptied(driver: AsyncDriver) -> None:
    """Take everything out of the graph but its migrations."""
    await driver.execute_query("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n")
