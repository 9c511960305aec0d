"""The support pack and its log, read once, and its history, loaded once for all modules of this folder.

They run in the order of their names; what takes the history away stands last.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.intake.replay import History
from graph.session import Graph
from graph.settings import GraphSettings
from ingestion.clock import fixed_moment
from ingestion.history import LogReading, history_of
from ingestion.log.events import EventLog
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from tests.builders.database import emptied
from tests.builders.replayed import WEEKS, Replayed, loaded
from tests.builders.support_oracle import Incident, incidents

FOLDER = shipped("support-escalation")


@pytest.fixture(scope="session")
def support_pack() -> Pack:
    return load_pack(FOLDER)


@pytest.fixture(scope="session")
def support_file(support_pack: Pack) -> Path:
    assert support_pack.source.file is not None
    return FOLDER / support_pack.source.file


@pytest.fixture(scope="session")
def support_log(support_pack: Pack, support_file: Path) -> EventLog:
    return read_log(support_pack, support_file)


@pytest.fixture(scope="session")
def oracle(support_file: Path) -> dict[str, Incident]:
    return incidents(support_file)


@pytest.fixture(scope="session")
def history(support_pack: Pack, support_log: EventLog) -> History:
    return history_of(LogReading(support_pack, support_log, fixed_moment(support_pack), WEEKS))


@pytest_asyncio.fixture(scope="package")
async def replayed(driver: AsyncDriver, neo4j_settings: GraphSettings, history: History) -> AsyncIterator[Replayed]:
    await emptied(driver)
    await driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'point', key: 'support-escalation'})")
    graph = Graph(driver, neo4j_settings.for_background())
    yield Replayed(graph, await loaded(graph, history))
