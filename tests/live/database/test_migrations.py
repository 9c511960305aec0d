"""Migrations: once, whole, in order, and never changed afterwards."""

import asyncio

import pytest
from neo4j import AsyncDriver

from graph.errors import SchemaOutOfDate
from graph.migrate import migrate, verify
from graph.settings import GraphSettings

pytestmark = pytest.mark.live

STEPS = "MATCH (m:__Neo4jMigration) WHERE m.checksum IS NOT NULL "


async def test_any_number_of_migrators_at_once_applies_each_step_once(
    driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    reports = await asyncio.gather(*(migrate(driver, neo4j_settings.neo4j_database) for _ in range(4)))

    rows = await driver.execute_query(f"{STEPS} RETURN m.version AS version, count(*) AS n")
    assert [row["n"] for row in rows.records] == [1] * len(rows.records)
    assert all(report.applied == () for report in reports)


async def test_a_step_that_was_changed_after_it_was_applied_is_refused(
    driver: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    rows = await driver.execute_query(f"{STEPS} RETURN m.version AS version, m.checksum AS checksum LIMIT 1")
    version, checksum = rows.records[0]["version"], rows.records[0]["checksum"]
    change = "MATCH (m:__Neo4jMigration {version: $version}) SET m.checksum = $checksum"
    await driver.execute_query(change, {"version": version, "checksum": "0"})
    try:
        with pytest.raises(SchemaOutOfDate, match="was changed after it was applied"):
            await verify(driver, neo4j_settings.neo4j_database)
        with pytest.raises(SchemaOutOfDate, match="was changed after it was applied"):
            await migrate(driver, neo4j_settings.neo4j_database)
    finally:
        await driver.execute_query(change, {"version": version, "checksum": checksum})
    await verify(driver, neo4j_settings.neo4j_database)
