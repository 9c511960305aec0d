"""What a recall takes equals what brute force finds on random graphs; each decision once, also after a kill."""

import asyncio
from datetime import timedelta

import pytest
from neo4j import AsyncDriver

from graph.domain.kernel.moments import moment
from graph.domain.lineage.recall import RECALLED_KINDS, RecallDraft, recall_basis
from graph.queries.lineage.recall import AFFECTED, AffectedParams
from graph.session import Graph
from graph.store.kernel.erasure import MasterKey
from graph.store.kernel.store import Store, open_store
from graph.store.lineage.recall_extent import RecallExtent, recall_extent
from graph.store.lineage.recall_work import BATCH, work_recalls
from graph.store.lineage.recalling import RecallStand, open_recall
from tests.builders.firm import PEOPLE
from tests.builders.learning_firm import OWNER
from tests.builders.made_lineage import MadeLineage, made_lineage

pytestmark = pytest.mark.live

SINCE, UNTIL, FOR_EVER = 30, 70, 2**53
AT_ONCE = timedelta(seconds=-1)


@pytest.fixture
def store(graph: Graph) -> Store:
    return open_store(graph, MasterKey(b"k" * 32))


def expected(made: MadeLineage, node: str, since: int, until: int) -> dict[str, set[str]]:
    return {
        one["id"]: ways
        for one in made.nodes["Decision"]
        if "effectiveCaseId" in one and one["origin"] == "LIVE" and since <= one["decidedAt"] < until
        if (ways := made.ways(one["id"]).get(node))
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_the_decisions_of_a_recall_are_those_that_brute_force_finds(
    store: Store, driver: AsyncDriver, seed: int
) -> None:
    made = made_lineage(seed)
    await made.written(driver)

    for kind in RECALLED_KINDS:
        for node in made.ids(kind):
            for since, until in ((0, FOR_EVER), (SINCE, UNTIL)):
                taken = await store.graph.read(AFFECTED.only({kind}), AffectedParams(node, since, until, "", 999))
                assert {row.id: set(row.ways) for row in taken} == expected(made, node, since, until), (kind, node)


async def test_a_plan_counts_what_brute_force_finds_by_basis(store: Store, driver: AsyncDriver) -> None:
    made = made_lineage(4)
    await made.written(driver)
    await driver.execute_query(
        "MATCH (c:Case) MERGE (p:DecisionPoint {id: 'p', key: 'p', name: 'P'}) MERGE (c)-[:AT]->(p)"
    )

    for kind in RECALLED_KINDS:
        for node in made.ids(kind):
            extent = await recall_extent(store, RecallDraft(kind, node, moment(SINCE), moment(UNTIL)))
            assert isinstance(extent, RecallExtent), extent
            taken = expected(made, node, SINCE, UNTIL)
            ways = [recall_basis(kind, way) for of_one in taken.values() for way in of_one]
            assert extent.bases == {basis: ways.count(basis) for basis in ways}
            assert extent.decisions + extent.listed == len(taken)
            assert extent.listed == sum(of_one == {"TRAINING"} for of_one in taken.values())


async def test_each_decision_is_in_a_recall_once_though_its_selection_was_killed_and_ran_twice(
    store: Store, driver: AsyncDriver
) -> None:
    made = made_lineage(5, decisions=4 * BATCH)
    await made.written(driver)
    await driver.execute_query(PEOPLE, {"names": ["policy-owner"]})
    await driver.execute_query(
        "MATCH (c:Case) MERGE (p:DecisionPoint {id: 'p', key: 'p', name: 'P'}) MERGE (c)-[:AT]->(p)"
    )
    node = made.ids("DataSource")[0]
    draft = RecallDraft("DataSource", node, None, None, "Wrong.", with_training=True, confirmed=4 * BATCH)
    assert isinstance(await open_recall(store, OWNER, draft, "open"), RecallStand)

    killed = asyncio.create_task(work_recalls(store, AT_ONCE))
    await asyncio.sleep(0.05)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    await asyncio.gather(work_recalls(store, AT_ONCE), work_recalls(store, AT_ONCE))

    stored = await driver.execute_query("MATCH (i:RecallItem)-[:ABOUT]->(d:Decision) RETURN collect(d.id) AS decisions")
    assert sorted(stored.records[0]["decisions"]) == sorted(expected(made, node, 0, FOR_EVER))
