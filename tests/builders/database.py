"""A free port, and an empty graph."""

import socket

from neo4j import AsyncDriver


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def emptied(driver: AsyncDriver) -> None:
    """Take everything out of the graph but its migrations, in transactions that fit the server's memory."""
    async with driver.session() as session:
        result = await session.run(
            "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        )
        await result.consume()


_HISTORY_KEY = ("UNIQUENESS", "__Neo4jMigration", "version")


async def stored_ddl(driver: AsyncDriver) -> set[tuple[str, str, str]]:
    constraints = await driver.execute_query("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    indexes = await driver.execute_query(
        "SHOW INDEXES YIELD type, labelsOrTypes, properties, owningConstraint WHERE owningConstraint IS NULL"
    )
    rows = [*constraints.records, *indexes.records]
    return {
        ("UNIQUENESS" if "UNIQUENESS" in row["type"] else row["type"], label, name)
        for row in rows
        if row["type"] != "LOOKUP"
        for label in row["labelsOrTypes"]
        for name in row["properties"]
    } - {_HISTORY_KEY}
