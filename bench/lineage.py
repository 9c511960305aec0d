"""P7: the lineage of one decision by GraphQL against the same Cypher, and how it grows with the graph."""

import time
from statistics import median

from api.graphql.identifiers import global_id
from bench.client import Client
from bench.decisions import decided_by_api
from bench.fixture import BenchFixture, open_fixture, served
from bench.measure import BenchResult, bench_result
from graph.queries.kernel.query import GIVEN
from graph.queries.lineage.reach import UP
from graph.store.lineage.reach import MOST_NODES

_TRACE = """
query Trace($input: LineageInput!) { lineage(input: $input) {
  ... on Problem { message } ... on Lineage { ids kinds titles steps edgeKinds edgeFrom edgeTo truncated } } }
"""
# Whole spines of decisions on the same data, policy and model: what a growing firm's graph looks like.
_FILL = """
MATCH (w:DatasetVersion) WITH w LIMIT 1
MATCH (policy:PolicyVersion {stage: 'ACTIVE'}) WITH w, policy LIMIT 1
MATCH (model:ModelVersion) WITH w, policy, model LIMIT 1
MATCH (who:Person {key: 'local|reviewer'})
UNWIND range($first, $last) AS i
CREATE (c:Case:Entity {id: 'fill-c' + i}), (s:InputSnapshot:Entity {id: 'fill-s' + i}),
       (p:Prediction:Entity {id: 'fill-p' + i}), (k:ReviewPacket:Entity {id: 'fill-k' + i}),
       (r:Review:Activity {id: 'fill-r' + i}), (d:Decision:Entity {id: 'fill-d' + i})
CREATE (d)-[:ABOUT]->(c), (d)-[:WAS_GENERATED_BY]->(r), (d)-[:GOVERNED_BY]->(policy), (d)-[:WAS_ATTRIBUTED_TO]->(who),
       (r)-[:USED]->(k), (k)-[:PRESENTS]->(p), (p)-[:SCORED_ON]->(s), (p)-[:SCORED_BY]->(model), (s)-[:TAKEN_FROM]->(w)
"""
_NODES_A_DECISION = 6
"""Case, snapshot, prediction, packet, review and decision."""
_STEP = 2_000
"""Decisions in one transaction."""


async def p7(repeats: int, size: int) -> BenchResult:
    """Measure the lineage of one decision, on a small graph and on one ten times as large."""
    small, large = size * 100, size * 1000
    async with open_fixture() as fixture:
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            client = await Client.connect(url, fixture.key)
            decision = await decided_by_api(client, (await fixture.claimed(1, "traced"))[0])
            await client.close()
            await fill(fixture, 0, small)
            ours, theirs = await _pairs(fixture, url, decision, repeats)
            await fill(fixture, small, large)
            later, _ = await _pairs(fixture, url, decision, repeats)
    texts = ("the same Cypher by execute_query", "HTTP, GraphQL's parallel lists and the walk in Python")
    details = {
        "ours_ms": median(ours) * 1e3,
        "baseline_ms": median(theirs) * 1e3,
        "nodes_small": float(small),
        "nodes_large": float(large),
        "growth": median(later) / median(ours),
    }
    return bench_result("P7", ours, theirs, texts, details=details)


async def _pairs(fixture: BenchFixture, url: str, decision: str, repeats: int) -> tuple[list[float], list[float]]:
    # A connection of its own: the API closes one over which nothing comes while the graph is filled.
    client = await Client.connect(url, fixture.key)
    ours, theirs = [], []
    for number in range(repeats + 1):
        one = await _median_by_api(client, decision)
        other = await _median_by_driver(fixture, decision)
        if number:
            ours.append(one)
            theirs.append(other)
    await client.close()
    return ours, theirs


async def _median_by_api(client: Client, decision: str) -> float:
    times = []
    for _ in range(40):
        began = time.perf_counter()
        answer = await client.ask(_TRACE, {"input": {"id": global_id("Decision", decision)}})
        times.append(time.perf_counter() - began)
        if not answer["lineage"].get("ids"):
            raise AssertionError(answer)
    return median(times)


async def _median_by_driver(fixture: BenchFixture, decision: str) -> float:
    times = []
    for _ in range(40):
        began = time.perf_counter()
        given = {GIVEN: {"id": decision, "most": MOST_NODES + 1}}
        await fixture.driver.execute_query(UP.sent, given, routing_="r")
        times.append(time.perf_counter() - began)
    return median(times)


async def fill(fixture: BenchFixture, begun: int, nodes: int) -> None:
    """Add whole spines of decisions, up to so many nodes in all."""
    for first in range(begun // _NODES_A_DECISION, nodes // _NODES_A_DECISION, _STEP):
        last = min(first + _STEP, nodes // _NODES_A_DECISION) - 1
        await fixture.driver.execute_query(_FILL, {"first": first, "last": last})
