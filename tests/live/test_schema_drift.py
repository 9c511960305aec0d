"""What the models demand is what replaying all migrations gives."""

import pytest
from neo4j import AsyncDriver

from graph.migrate import migrate, verify
from graph.schema import graph_schema
from graph.settings import GraphSettings

pytestmark = pytest.mark.live
HISTORY_KEY = ("UNIQUENESS", "__Neo4jMigration", "version")


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
    } - {HISTORY_KEY}


async def test_models_and_migrations_demand_the_same_keys_and_indexes(driver: AsyncDriver) -> None:
    assert await stored_ddl(driver) == set(graph_schema().ddl())


async def test_migrating_again_changes_nothing(driver: AsyncDriver, neo4j_settings: GraphSettings) -> None:
    report = await migrate(driver, neo4j_settings.neo4j_database)

    assert report.applied == ()
    assert report.present == (await verify(driver, neo4j_settings.neo4j_database)).present
