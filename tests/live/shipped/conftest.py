"""The support pack loaded whole at the fixed moment, once for all modules of this folder.

They run in the order of their names; none may take away what the others count.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.settings import GraphSettings
from ingestion.packs import shipped
from tests.builders.demo import Demo
from tests.builders.loaded_pack import loaded


@pytest_asyncio.fixture(scope="package")
async def demo(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    yield await loaded(shipped("support-escalation"), driver, neo4j_settings, tmp_path_factory.mktemp("models"))
