"""A graph that earlier releases wrote is brought up step by step, keeps what it held, and this release works on it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from graph.migrate import migrate, released_migrations, verify
from graph.schema import graph_schema
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.basis import Impact, ImpactQuestion, impact
from graph.store.decision.pages import Wanted
from graph.store.kernel.store import Store
from graph.store.lineage.explorer import search
from graph.store.lineage.reach import Lineage, LineageQuestion, trace
from graph.store.planning.forecast_requests import queued_runs
from graph.store.review.escalations import advance_clocks
from tests.builders.database import emptied, stored_ddl
from tests.builders.firm import make_firm

pytestmark = [pytest.mark.live, pytest.mark.timeout(180)]

REVIEWED = """
CREATE (point:DecisionPoint:Entity {id: 'point', key: 'purchases', name: 'Purchases'}),
  (queue:Queue:Entity {id: 'queue', key: 'purchases', name: 'Purchases'}), (point)-[:IN_QUEUE]->(queue),
  (c:Case:Entity {id: 'c', key: 'purchases|PO-77', externalId: 'PO-77', state: 'IN_REVIEW', version: 1, sortKey: 'c',
    payload: '{}', origin: 'LIVE', occurredAt: 1000, knownAt: 1000, recordedAt: 1000}), (c)-[:AT]->(point),
  (data:DatasetVersion:Entity {id: 'data', key: 'log|1', version: '1', knownAt: 1000, recordedAt: 1000}),
  (s:InputSnapshot:Entity {id: 's', values: '{}', digest: 'd', quality: 'CLEAN', knownAt: 1000, recordedAt: 1000}),
  (s)-[:ABOUT]->(c), (s)-[:TAKEN_FROM]->(data),
  (late:Model:Entity {id: 'm', key: 'purchases.late', name: 'purchases.late', decisionPoint: 'purchases',
    target: 'late', primary: false, recordedAt: 500}),
  (v:ModelVersion:Entity {id: 'v', key: 'purchases.late|1', version: '1', stage: 'ACTIVE', knownAt: 500,
    recordedAt: 500}), (v)-[:VERSION_OF]->(late),
  (p:Prediction:Entity {id: 'p', probability: 0.4, margin: 0.0, base: 0.0, knownAt: 1000, recordedAt: 1000,
    secondaryNames: ['late'], secondaryProbabilities: [0.25]}), (p)-[:SCORED_ON]->(s),
  (g:GateEvaluation:Activity {id: 'g', result: 'REVIEW', knownAt: 1000, recordedAt: 1000}), (g)-[:ABOUT]->(c),
  (g)-[:USED]->(p), (g)-[:USED]->(s),
  (t:ReviewTask:Activity {id: 't', state: 'READY', version: 1, round: 1, slot: 1, leaseEpoch: 0, priority: 5,
    barredIds: [], dueAt: 9000, sortKey: 'purchases|5|000000000009000|t', knownAt: 1000, recordedAt: 1000}),
  (t)-[:ABOUT]->(c), (t)-[:IN_QUEUE]->(queue), (t)-[:WAS_GENERATED_BY]->(g),
  (k:ReviewPacket:Entity {id: 'k', digest: 'k', content: '{}', knownAt: 1000, recordedAt: 1000}),
  (t)-[:PRESENTS]->(k), (k)-[:PRESENTS]->(s), (k)-[:PRESENTS]->(g), (k)-[:PRESENTS]->(p),
  (r:Review:Activity {id: 'r', verdict: 'APPROVE', knownAt: 2000, recordedAt: 2000}), (r)-[:USED]->(t),
  (r)-[:USED]->(k),
  (d:Decision:Entity {id: 'd', effectiveCaseId: 'c', sortKey: 'd', action: 'BUY', kind: 'HUMAN', state: 'EFFECTIVE',
    origin: 'LIVE', decidedAt: 2000, knownAt: 2000, recordedAt: 2000}), (d)-[:ABOUT]->(c), (d)-[:WAS_GENERATED_BY]->(r)
"""
"""What a release of the first schema wrote of a reviewed case: no SLA clock, further scores on the first one's node."""
REPLAYED = """
MATCH (point:DecisionPoint {key: 'purchases'}), (data:DatasetVersion {id: 'data'})
CREATE (c:Case:Entity {id: 'past', key: 'purchases|PO-1', externalId: 'PO-1', state: 'DECIDED', version: 1,
    sortKey: 'past', payload: '{}', origin: 'REPLAYED', occurredAt: 100, knownAt: 100, recordedAt: 100}),
  (c)-[:AT]->(point),
  (s:InputSnapshot:Entity {id: 'past-s', values: '{}', digest: 'd', quality: 'CLEAN', knownAt: 100, recordedAt: 100}),
  (s)-[:ABOUT]->(c), (s)-[:TAKEN_FROM]->(data),
  (d:Decision:Entity {id: 'past-d', effectiveCaseId: 'past', sortKey: 'past-d', action: 'BUY', kind: 'HUMAN',
    state: 'EFFECTIVE', origin: 'REPLAYED', decidedAt: 200, knownAt: 200, recordedAt: 200}), (d)-[:ABOUT]->(c)
"""
OLD_RUN = """
MATCH (point:DecisionPoint {key: 'purchases'})
CREATE (run:ForecastRun:Activity {id: 'run', key: 'purchases|hand_over|vendor|0|0', state: 'QUEUED',
  series: 'purchases|hand_over|vendor|0', attribute: 'vendor', period: 'DAY', lead: 0, periodStart: 0,
  periodEnd: 86400000, issuedAt: 0, knownAt: 1, recordedAt: 1})-[:ABOUT]->(point)
"""
WRITTEN_BEFORE = {"0002": REVIEWED, "0006": REPLAYED, "0008": OLD_RUN}
"""What a release before a step wrote, by the step."""
FURTHER = """
MATCH (v:ModelVersion)<-[:SCORED_BY]-(f:Prediction {target: 'late'})-[:SCORED_ON]->(:InputSnapshot {id: 's'})
MATCH (:GateEvaluation {id: 'g'})-[:USED]->(f)<-[:PRESENTS]-(:ReviewPacket {id: 'k'})
RETURN v.id AS model, f.probability AS risk, COUNT { MATCH (p:Prediction) WHERE p.secondaryNames IS NOT NULL } AS left
"""


@pytest_asyncio.fixture
async def bare(driver: AsyncDriver, neo4j_settings: GraphSettings) -> AsyncIterator[AsyncDriver]:
    """The server without any schema; in the end it has this release's again."""
    await without_schema(driver)
    yield driver
    await without_schema(driver)
    await migrate(driver, neo4j_settings.neo4j_database)


async def without_schema(driver: AsyncDriver) -> None:
    await emptied(driver)
    await driver.execute_query("MATCH (m:__Neo4jMigration) DETACH DELETE m")
    for kind, shown in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES WHERE type <> 'LOOKUP'")):
        for row in (await driver.execute_query(shown)).records:
            await driver.execute_query(f"DROP {kind} `{row['name']}`")


async def brought_up(driver: AsyncDriver, settings: GraphSettings) -> None:
    """Apply each step to what the releases before it wrote."""
    steps = released_migrations()
    for number, step in enumerate(steps, 1):
        if step.version in WRITTEN_BEFORE:
            await driver.execute_query(WRITTEN_BEFORE[step.version])
        report = await migrate(driver, settings.neo4j_database, steps[:number])
        assert report.applied == (step.version,)


async def test_a_graph_of_each_earlier_schema_is_brought_up_whole_and_works(
    bare: AsyncDriver, neo4j_settings: GraphSettings
) -> None:
    await brought_up(bare, neo4j_settings)

    await verify(bare, neo4j_settings.neo4j_database)
    assert await stored_ddl(bare) == set(graph_schema().ddl())
    further = await bare.execute_query(FURTHER)
    assert [tuple(row.values()) for row in further.records] == [("v", 0.25, 0)]
    store = (await make_firm(Graph(bare, neo4j_settings), bare)).store
    rests = await impact(store, Wanted(10), ImpactQuestion("ModelVersion", "v"))
    assert isinstance(rests, Impact)
    assert [one.decision["id"] for one in rests.page.items] == ["d"]
    traced = await trace(store, LineageQuestion("past-d"))
    assert isinstance(traced, Lineage)
    assert {"past-s", "data"} <= {node.id for node in traced.nodes}
    await bare.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    assert await named(store, "PO-77") == {"c"}
    assert "v" in await named(store, "purchases.late")
    assert await advance_clocks(store) == 1
    await bare.execute_query("MATCH (p:DecisionPoint) SET p.hotspots = ['vendor|vendor|DAY|vendor']")
    assert [run.key for run in await queued_runs(store, 5)] == ["purchases|hand_over|vendor|0|0"]


async def named(store: Store, text: str) -> set[str]:
    nodes = await search(store, text, None, 5)
    assert isinstance(nodes, list)
    return {hit.node.id for hit in nodes}
