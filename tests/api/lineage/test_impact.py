"""Impact: the decisions that depend on any node, counted first, a page of them, and no more than can be looked at."""

from pathlib import Path

import pytest
import pytest_asyncio
from neo4j import AsyncDriver

from api.graphql.identifiers import global_id
from graph.session import Graph
from graph.settings import GraphSettings
from graph.store.decision.basis import MOST_DEPENDENCIES
from ingestion.history import LogReading, history_of
from ingestion.log.read import read_log
from ingestion.pack.load import load_pack
from tests.builders.replayed import loaded
from tests.builders.spines import add_spines, plant
from tests.builders.walker import Walker, walker_of

pytestmark = pytest.mark.live

LOANS = Path(__file__).parents[2] / "ingestion" / "packs" / "loans"
IMPACT = """
query Impact($id: ID!) { impact(input: {id: $id, first: 2}) { ... on Problem { code message }
  ... on Impact { decisions counts { byInput byTraining decisions }
    nodes { decision { externalId } } pageInfo { hasNextPage searched } } } }
"""
FOUNDATIONS = """
{ decisions(first: 5) { ... on DecisionPage { nodes { id externalId snapshot {
  datasetVersions(first: 1) { nodes { dataset { name source { id name } } } } } } } } }
"""
LINEAGE = """
query Lineage($id: ID!) { lineage(input: {id: $id}) { ... on Lineage { ids kinds } } }
"""


@pytest_asyncio.fixture
async def walker(graph: Graph, driver: AsyncDriver, neo4j_settings: GraphSettings) -> Walker:
    assert graph is not None
    return walker_of(driver, neo4j_settings)


@pytest.mark.parametrize(
    ("kind", "node", "decisions", "ways"),
    [
        ("DataSource", "source-1", 3, (True, True)),
        ("Dataset", "dataset-1", 3, (True, True)),
        ("DatasetVersion", "version-1", 3, (True, True)),
        ("Model", "model-1", 3, (True, False)),
        ("ModelVersion", "trained-1", 3, (True, False)),
        ("FeatureVersion", "feature-0", 3, (True, True)),
        ("Feature", "root-0", 3, (True, True)),
        ("Policy", "policy-1", 3, (True, False)),
        ("PolicyVersion", "table-1", 3, (True, False)),
        ("Person", "who-1", 3, (True, False)),
        ("Prediction", "prediction-100001", 1, (True, False)),
        ("InputSnapshot", "snapshot-100001", 1, (True, False)),
        ("ReviewPacket", "packet-100001", 1, (True, False)),
        ("Review", "review-100001", 1, (True, False)),
    ],
)
async def test_impact_counts_the_decisions_on_a_node_or_on_any_version_of_it(
    walker: Walker, kind: str, node: str, decisions: int, ways: tuple[bool, bool]
) -> None:
    await plant(walker.driver)
    await add_spines(walker.driver, 0, 3)
    await walker.driver.execute_query(
        "MATCH (f:FeatureVersion {id: 'feature-0'}) CREATE (f)-[:VERSION_OF]->(:Feature:Entity {id: 'root-0'})"
    )

    impact = await walker.answer(IMPACT, id=global_id(kind, node))

    (row,) = impact["counts"]
    assert (impact["decisions"], row["decisions"], (row["byInput"], row["byTraining"])) == (decisions, decisions, ways)
    assert impact["pageInfo"] == {"hasNextPage": decisions > 2, "searched": None}


async def test_a_source_without_data_has_no_impact_and_an_unknown_node_is_a_problem(walker: Walker) -> None:
    await plant(walker.driver)

    unused = await walker.answer(IMPACT, id=global_id("DataSource", "source-2"))
    unknown = await walker.answer(IMPACT, id=global_id("DataSource", "nowhere"))
    queue = await walker.answer(IMPACT, id=global_id("Queue", "source-1"))

    assert (unused["decisions"], unused["nodes"]) == (0, [])
    assert unknown["code"] == "NOT_FOUND"
    assert queue["code"] == "INVALID_INPUT"
    assert queue["message"].startswith("No decision is based on a Queue: name a DataSource, Dataset,")


async def test_the_impact_of_a_hub_is_counted_so_far_and_says_so(walker: Walker) -> None:
    await plant(walker.driver)
    await walker.driver.execute_query(
        "MATCH (table:PolicyVersion {id: 'table-1'}) UNWIND range(1, $count) AS i "
        "CREATE (:Decision:Entity {id: 'hub-' + i, origin: 'LIVE', state: 'EFFECTIVE', knownAt: i, decidedAt: i, "
        "sortKey: right('00000000000000' + toString(i), 15) + '|h'})-[:GOVERNED_BY]->(table)",
        {"count": MOST_DEPENDENCIES + 100},
    )

    impact = await walker.answer(IMPACT, id=global_id("Policy", "policy-1"))

    assert impact["decisions"] == MOST_DEPENDENCIES
    assert impact["pageInfo"] == {"hasNextPage": True, "searched": MOST_DEPENDENCIES}


async def test_lineage_walk_and_impact_join_a_replayed_decision_with_the_source_of_its_data(
    walker: Walker, graph: Graph
) -> None:
    await walker.driver.execute_query("CREATE (:DecisionPoint:Entity {id: 'loan-desk', key: 'loan-desk'})")
    pack = load_pack(LOANS)
    await loaded(graph, history_of(LogReading(pack, read_log(pack, LOANS / "events.csv"), None, 0)))

    page = await walker.answer(FOUNDATIONS)
    ways = [one["snapshot"]["datasetVersions"]["nodes"][0]["dataset"]["source"] for one in page["nodes"]]
    lineage = await walker.answer(LINEAGE, id=page["nodes"][0]["id"])
    impact = await walker.answer(IMPACT, id=ways[0]["id"])

    assert len(page["nodes"]) == len({one["externalId"] for one in page["nodes"]}) == 3
    assert len({one["id"] for one in ways}) == 1
    assert ways[0]["id"] in lineage["ids"]
    assert {"InputSnapshot", "DatasetVersion", "Dataset", "DataSource"} <= set(lineage["kinds"])
    assert impact["counts"] == [{"byInput": True, "byTraining": False, "decisions": 3}]
