"""A pack that was drafted from a file, and left as it is, loads: history, model, policy, and what waits."""

from pathlib import Path

import pytest
from neo4j import AsyncDriver

from graph.errors import InvalidInput
from graph.session import Graph
from graph.settings import GraphSettings
from ingestion.draft.drafting import draft_pack
from pipelines.loading.report import facts_of
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.database import emptied
from tests.builders.firm import make_firm
from tests.builders.owners import OWNERS
from tests.builders.request_log import BARE, bare_rows, write_requests, write_rows

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


async def test_rows_without_key_and_clock_are_governed_and_a_file_whose_rows_moved_is_refused(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path: Path
) -> None:
    await emptied(driver)
    firm = await make_firm(Graph(driver, neo4j_settings.for_background()), driver)
    folder, rows = tmp_path / "my-pack", bare_rows(500, 100)
    write_rows(tmp_path / "requests.csv", BARE, rows)
    draft_pack(tmp_path / "requests.csv", folder, lambda _step: None)
    load = PackLoad(folder, tmp_path / "data", OWNERS)

    first = facts_of(await load_whole(firm.store, load, lambda _step, _done, _total: None))
    write_rows(folder / "requests.csv", BARE, [*rows[:439], "1,Lille,clerk-1,", *rows[440:], "2,Lille,clerk-1,"])
    mended = await load_whole(firm.store, load, lambda _step, _done, _total: None)
    before = (await driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"]
    write_rows(folder / "requests.csv", BARE, rows[1:])
    with pytest.raises(InvalidInput) as refused:
        await load_whole(firm.store, load, lambda _step, _done, _total: None)

    assert (first["historyDecisions"], first["open"]) == (400, 49)
    assert [(one.external_id, one.line, one.data) for one in mended.log.corrections] == [("440#0", 441, ("amount",))]
    assert "rows that were loaded before are others now; nothing was written. Without a key" in str(refused.value)
    assert (await driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"] == before
