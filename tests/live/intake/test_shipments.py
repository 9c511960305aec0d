"""The vendor pack loaded at its fixed moment: a history that nobody decided, proven as it was brought.

A quarter of the order lines is loaded; with --full all are.
"""

import csv
import gzip
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.domain.audit.leaves import FORMAT
from graph.settings import GraphSettings
from graph.store.audit.inserted import first_inserted
from graph.store.audit.replayed_runs import run_fault
from pipelines.loading.whole import load_whole
from tests.builders.demo import Demo
from tests.builders.loaded_pack import loaded
from tests.builders.pack_slices import sliced

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]


@pytest_asyncio.fixture(scope="module")
async def shipments(
    driver: AsyncDriver, neo4j_settings: GraphSettings, tmp_path_factory: pytest.TempPathFactory, full_size: bool
) -> AsyncIterator[Demo]:
    folder = tmp_path_factory.mktemp("packs") / "vendor-risk"
    sliced("vendor-risk", folder, lambda row: full_size or int(row["id"]) % 4 == 1)
    yield await loaded(folder, driver, neo4j_settings, tmp_path_factory.mktemp("models"))


def counted(shipments: Demo) -> tuple[int, int]:
    """Return how many order lines of the loaded file were delivered by the moment, and how many waited, by its days."""
    with gzip.open(shipments.load.folder / "scms_shipments.csv.gz", "rt", encoding="utf-8", newline="") as text:
        lines = [row for row in csv.DictReader(text) if row["fulfill_via"] == "Direct Drop"]
    moment, delivered, waiting = datetime(2012, 11, 5, 10), 0, 0  # noqa: DTZ001  # on the file's own clock
    for row in lines:
        recorded = datetime.strptime(row["delivery_recorded_date"], "%d-%b-%y")  # noqa: DTZ007  # as above
        if recorded < moment:
            delivered += 1
        elif "/" in (sent := row["po_sent_to_vendor_date"]):
            waiting += datetime.strptime(sent, "%m/%d/%Y") < moment  # noqa: DTZ007  # as above
    return delivered, waiting


async def run_of(shipments: Demo) -> dict[str, object]:
    [row] = await shipments.rows("MATCH (r:IngestRun) RETURN properties(r) AS run")
    assert isinstance(row["run"], dict)
    return row["run"]


async def test_the_past_is_cases_with_outcomes_and_without_a_decision(shipments: Demo) -> None:
    report, (delivered, waiting) = shipments.first, counted(shipments)

    cases = await shipments.rows(
        """
        MATCH (c:Case {origin: 'REPLAYED'})
        RETURN count(c) AS cases, collect(DISTINCT c.state) AS states,
               count { (:Decision {origin: 'REPLAYED'}) } AS decisions,
               count { (:Outcome)-[:ABOUT]->(:Case {state: 'UNDECIDED'}) } AS outcomes
        """
    )
    assert (report.log.history.decisions, report.log.history.undecided, report.log.open_new) == (
        0,
        delivered,
        waiting,
    )
    assert cases == [
        {"cases": delivered, "states": ["UNDECIDED"], "decisions": 0, "outcomes": report.log.history.outcomes}
    ]
    assert report.log.history.outcomes == delivered > 600
    assert report.live.automatic + report.live.waiting == waiting > 30


async def test_what_became_of_an_undecided_case_is_vouched_for_by_its_load(shipments: Demo) -> None:
    assert await first_inserted(shipments.store) is None
    assert await run_fault(shipments.store.graph, await run_of(shipments), FORMAT) is None


async def test_an_undecided_case_that_was_changed_is_named(shipments: Demo) -> None:
    [row] = await shipments.rows("MATCH (s:InputSnapshot)-[:ABOUT]->(:Case {externalId: '1#0'}) RETURN s.id AS id")
    change = "MATCH (s:InputSnapshot {id: $id}) SET s.sourceAt = s.sourceAt + $by"

    await shipments.driver.execute_query(change, {"id": row["id"], "by": 1})
    fault = await run_fault(shipments.store.graph, await run_of(shipments), FORMAT)
    await shipments.driver.execute_query(change, {"id": row["id"], "by": -1})

    what = "its input data or their source was changed after it was loaded"
    assert fault == f"past case {row['id']} that it brought: {what}"


async def test_an_undecided_case_that_was_taken_out_is_noticed(shipments: Demo) -> None:
    untie = (
        "MATCH (s:InputSnapshot)-[e:WAS_GENERATED_BY]->(r:IngestRun) WITH s, e, r LIMIT 1 DELETE e RETURN s.id AS id"
    )
    [row] = await shipments.rows(untie)

    fault = await run_fault(shipments.store.graph, await run_of(shipments), FORMAT)
    tie = "MATCH (s:InputSnapshot {id: $id}), (r:IngestRun) CREATE (s)-[:WAS_GENERATED_BY]->(r)"
    await shipments.driver.execute_query(tie, {"id": row["id"]})

    assert fault == "the decisions, past cases or outcomes that it brought are not those there"


async def test_loading_it_again_adds_nothing(shipments: Demo) -> None:
    again = await load_whole(shipments.store, shipments.load, lambda *_: None)

    assert (again.log.history.already_done, again.log.open_new) == (True, 0)
