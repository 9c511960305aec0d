"""A pack that was drafted from a file, and left as it is, loads: history, model, policy, and what waits."""

from pathlib import Path

import pytest
from neo4j import AsyncDriver

from graph.session import Graph
from graph.settings import GraphSettings
from ingestion.draft.drafting import draft_pack
from pipelines.loading.report import facts_of
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.owners import OWNERS
from tests.builders.request_log import write_requests

pytestmark = pytest.mark.live


async def test_a_drafted_pack_loads_as_it_was_written(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    write_requests(tmp_path / "requests.csv", 800)
    draft_pack(tmp_path / "requests.csv", tmp_path / "my-pack", lambda _step: None)

    load = PackLoad(tmp_path / "my-pack", tmp_path / "data", OWNERS)
    report = facts_of(await load_whole(firm.store, load, lambda _step, _done, _total: None))

    assert (report["pack"], report["historyAlreadyThere"]) == ("my-pack", False)
    assert report["historyDecisions"] > 350
    assert report["threshold"] is not None
    assert report["open"] == report["automatic"] + report["waiting"] > 0
