"""The desk of each shipped pack is worked by keyboard alone, also where impact is high and reviewers answer first."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bench.sitting import SCRIPT, Sitting
from bench.slices import arriving, sliced
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from ingestion.loading import submit_once
from ingestion.pack.load import load_pack
from ingestion.packs import shipped_packs
from pipelines.scoring.scorer import Scorer
from tests.builders.opened_pack import opened
from tests.builders.site import PATIENCE_MILLISECONDS, Site

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]

CASES = 3
"""The third is decided and taken back."""
STRICT = "MATCH (p:DecisionPoint {key: $point}) SET p.highImpact = true, p.blindFirst = true, p.epoch = p.epoch + 1"
VERDICTS = "MATCH (r:Review) WHERE r.verdict IS NOT NULL OR r._ballot IS NOT NULL RETURN count(r) AS n"


@pytest.mark.parametrize("name", shipped_packs())
async def test_the_desk_of_each_pack_is_worked_by_keyboard_alone(
    site: Site, neo4j_settings: GraphSettings, tmp_path: Path, name: str
) -> None:
    folder = sliced(name, tmp_path)
    pack = load_pack(folder)
    # Masked values are sealed with the key of the process that shows them.
    store = open_store(site.firm.store.graph, MasterKey.of_folder(neo4j_settings.data_dir))
    coming, now, point = await opened(store, folder), store.clock.now(), pack.decision_point.id
    await asyncio.gather(*(submit_once(store, arriving(one, now)) for one in coming[: 2 * CASES]))
    await site.firm.driver.execute_query(STRICT, {"point": point})
    while await Scorer(tmp_path).score(store, point, timedelta()):
        pass
    one = await site.visitor("reviewer")
    await one.context.add_init_script(SCRIPT)
    sitting = Sitting(one.page, PATIENCE_MILLISECONDS)

    await sitting.arrive(one.url)
    faults = await one.grave_faults()
    await one.page.locator(".task-link").first.click()
    await one.page.locator(".inputs-table").wait_for()
    faults += await one.grave_faults()
    await sitting.arrive(one.url)
    await sitting.through(CASES)

    assert (sitting.dead_ends, faults) == ([], [])
    assert sitting.decided == CASES
    # Where several judge a case, an approval decides nothing yet, so that there is nothing to take back.
    assert sitting.undone == (0 if pack.review.quorum.several else 1)
    # A first answer stands, also where the decision after it was taken back.
    assert sitting.answered_first == CASES
    assert sitting.revealed == (CASES + sitting.undone if any(one.masked for one in pack.columns) else 0)
    (verdicts,) = (await site.firm.driver.execute_query(VERDICTS)).records
    assert verdicts["n"] == CASES + sitting.undone
