"""A pack loaded whole at its fixed moment, as the demo loads it, into an emptied graph."""

from pathlib import Path

from neo4j import AsyncDriver

from graph.clock import SystemClock
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from ingestion.clock import shift_of
from ingestion.pack.load import load_pack
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.database import emptied
from tests.builders.demo import Demo, MovedClock
from tests.builders.firm import PEOPLE
from tests.builders.owners import OWNERS


async def loaded(folder: Path, driver: AsyncDriver, settings: GraphSettings, models: Path) -> Demo:
    """Load the pack of a folder; the clock begins on the weekday and hour of its moment."""
    await emptied(driver)
    await driver.execute_query(PEOPLE, {"names": ["policy-owner", "admin", "reviewer"]})
    pack = load_pack(folder)
    shift = shift_of(pack, pack.demo.moment, SystemClock().now())
    clock = MovedClock(shift.moved(shift.as_of) if pack.clock.has_times else SystemClock().now())
    store = open_store(Graph(driver, settings.for_background()), MasterKey(b"k" * 32), clock)
    load = PackLoad(folder, models, OWNERS, pack.demo.moment)
    return Demo(store, clock, driver, load, await load_whole(store, load, lambda *_: None))
