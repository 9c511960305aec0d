"""The support pack loaded whole at the fixed moment, once for all modules of this folder.

They run in the order of their names; none may take away what the others count.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from ingestion.pack.load import load_pack
from ingestion.packs import shipped
from ingestion.registering import Owners
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.database import emptied
from tests.builders.demo import AS_OF, Demo, MovedClock, newest
from tests.builders.firm import PEOPLE


@pytest_asyncio.fixture(scope="package")
async def demo(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    await emptied(driver)
    await driver.execute_query(PEOPLE, {"names": ["policy-owner", "admin", "reviewer"]})
    pack = shipped("support-escalation")
    clock = MovedClock(newest(load_pack(pack)))
    graph = Graph(driver, neo4j_settings.for_background())
    store = open_store(graph, MasterKey(b"k" * 32), clock)
    load = PackLoad(pack, tmp_path_factory.mktemp("models"), Owners("policy-owner-id", "admin-id"), AS_OF)
    yield Demo(store, clock, driver, load, await load_whole(store, load, lambda *_: None))
