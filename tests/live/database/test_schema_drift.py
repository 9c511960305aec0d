"""What the models demand is what replaying all migrations gives."""

import pytest
from neo4j import AsyncDriver

from graph.migrate import migrate, verify
from graph.schema import graph_schema
from graph.settings import GraphSettings
from tests.builders.database import stored_ddl

pytestmark = pytest.mark.live


async def test_models_and_migrations_demand_the_same_keys_and_indexes(driver: AsyncDriver) -> None:
    assert await stored_ddl(driver) == set(graph_schema().ddl())


async def test_migrating_again_changes_nothing(driver: AsyncDriver, neo4j_settings: GraphSettings) -> None:
    report = await migrate(driver, neo4j_settings.neo4j_database)

    assert report.applied == ()
    assert report.present == (await verify(driver, neo4j_settings.neo4j_database)).present
