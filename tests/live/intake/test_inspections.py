"""The compliance pack loaded whole at its fixed moment: a table whose rows are cases, with three actions."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.clock import SystemClock
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import open_store
from ingestion.clock import shift_of
from ingestion.pack.load import load_pack
from ingestion.packs import shipped
from ingestion.registering import Owners
from pipelines.loading.whole import PackLoad, load_whole
from tests.builders.database import emptied
from tests.builders.demo import Demo, MovedClock
from tests.builders.firm import PEOPLE

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def inspections(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    await emptied(driver)
    await driver.execute_query(PEOPLE, {"names": ["policy-owner", "admin", "reviewer"]})
    folder = shipped("compliance")
    pack = load_pack(folder)
    shift = shift_of(pack, pack.demo.moment, SystemClock().now())
    clock = MovedClock(shift.moved(shift.as_of))
    store = open_store(Graph(driver, neo4j_settings.for_background()), MasterKey(b"k" * 32), clock)
    models, owners = tmp_path_factory.mktemp("models"), Owners("policy-owner-id", "admin-id")
    load = PackLoad(folder, models, owners, pack.demo.moment)
    yield Demo(store, clock, driver, load, await load_whole(store, load, lambda *_: None))


async def test_every_report_until_the_moment_is_decided_and_the_days_own_wait_or_passed(inspections: Demo) -> None:
    report = inspections.first

    assert (report.log.history.decisions, report.log.open_new) == (16_188, 49)
    assert report.live.cases == 49
    assert report.live.automatic + report.live.waiting == 49


async def test_every_report_with_findings_waits_for_a_person(inspections: Demo) -> None:
    rows = await inspections.rows(
        """
        MATCH (s:InputSnapshot)-[:ABOUT]->(c:Case {state: 'IN_REVIEW'})
        WHERE s.values CONTAINS '"findings":true'
        RETURN count(DISTINCT c) AS cases
        """
    )

    assert rows == [{"cases": 23}]


async def test_what_was_corrected_is_an_edit_in_the_history(inspections: Demo) -> None:
    rows = await inspections.rows(
        "MATCH (d:Decision) RETURN d.action AS action, d.verdict AS verdict, count(*) AS decisions ORDER BY action"
    )

    changed = [row for row in rows if row["action"] != "PASS"]
    assert changed == [
        {"action": "FAIL", "verdict": "REJECT", "decisions": 3_225},
        {"action": "PASS_CORRECTED", "verdict": "EDIT", "decisions": 2_191},
    ]


async def test_loading_it_again_adds_nothing(inspections: Demo) -> None:
    again = await load_whole(inspections.store, inspections.load, lambda *_: None)

    assert (again.log.history.already_done, again.log.open_new) == (True, 0)
