"""The support pack loaded whole at the fixed moment, once for all modules of this folder.

They run in the order of their names; none may take away what the others count.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.loading import PackLoad, load_whole
from api.pack_report import PackReport
from graph.clock import SystemClock
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.erasure import MasterKey
from graph.store.store import Store, open_store
from ingestion.clock import shift_of
from ingestion.pack.load import load_pack
from ingestion.pack.model import Pack
from ingestion.packs import shipped
from ingestion.registering import Owners
from tests.builders.firm import PEOPLE
from tests.conftest import emptied

AS_OF = datetime(2016, 4, 18, 10, 0)  # noqa: DTZ001  # on the log's own clock


class MovedClock(SystemClock):
    """The machine's clock, moved by less than a week, so that the load begins on the weekday and hour of `AS_OF`."""

    def __init__(self, begin: datetime) -> None:
        self.ahead = begin - super().now()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass(frozen=True)
class Demo:
    store: Store
    clock: MovedClock
    driver: AsyncDriver
    load: PackLoad
    first: PackReport

    @property
    def file(self) -> Path:
        return self.load.folder / "uci498_site_location143.csv.gz"

    async def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        return [record.data() for record in (await self.driver.execute_query(query, values)).records]

    async def shift(self) -> timedelta:
        (row,) = await self.rows("MATCH (run:IngestRun) RETURN run.shiftMs AS ms")
        return timedelta(milliseconds=row["ms"])


@pytest_asyncio.fixture(scope="package")
async def demo(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    await emptied(driver)
    await driver.execute_query(PEOPLE, {"names": ["policy-owner", "admin", "reviewer"]})
    pack = shipped("support-escalation")
    clock = MovedClock(newest(load_pack(pack)))
    store = open_store(Graph(driver, neo4j_settings), MasterKey(b"k" * 32), clock)
    load = PackLoad(pack, tmp_path_factory.mktemp("models"), Owners("policy-owner-id", "admin-id"), AS_OF)
    yield Demo(store, clock, driver, load, await load_whole(store, load, lambda *_: None))


def newest(pack: Pack) -> datetime:
    """Return the last moment that was a whole number of weeks after `AS_OF`."""
    shift = shift_of(pack, AS_OF, SystemClock().now())
    return shift.moved(shift.as_of)
