"""WALK: a nested walk of fifty decisions by GraphQL against one Cypher statement that fetches the same."""

import time
from statistics import median
from typing import Any

from bench.client import Client
from bench.fixture import BenchFixture, open_fixture, served
from bench.measure import BenchResult, bench_result

_WALK = """
{ decisions(first: 50) { ... on Problem { message } ... on DecisionPage { nodes { id action decidedAt
  review { verdict reasonCode packet { digest predictions(first: 2) { nodes { probability
    modelVersion { version words features(first: 20) { nodes { words
      datasets(first: 2) { nodes { name namespace source { name } } } } } } } } } } } } } }
"""
_SAME = """
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < 'A' AND d.state <> 'INVALIDATED'
WITH d ORDER BY d.sortKey DESC LIMIT 50
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)
OPTIONAL MATCH (r)-[:USED]->(k:ReviewPacket)
CALL (k) {
  OPTIONAL MATCH (k)-[:PRESENTS]->(p:Prediction)
  CALL (p) {
    OPTIONAL MATCH (p)-[:SCORED_BY]->(m:ModelVersion)
    CALL (m) {
      OPTIONAL MATCH (m)-[:DEPENDS_ON]->(f:FeatureVersion)
      CALL (f) {
        OPTIONAL MATCH (f)-[:COMPUTED_FROM]->(s:Dataset)
        OPTIONAL MATCH (s)-[:HAD_PRIMARY_SOURCE]->(source:DataSource)
        RETURN collect(s { .name, .namespace, source: source { .name } }) AS datasets
      }
      RETURN collect(f { .words, datasets: datasets }) AS features
    }
    RETURN m { .version, .words, features: features } AS model
  }
  RETURN collect(p { .probability, model: model }) AS predictions
}
RETURN d { .id, .action, .decidedAt,
           review: r { .verdict, .reasonCode, packet: k { .digest, predictions: predictions } } } AS decision
ORDER BY d.sortKey DESC
"""
# Whole spines of decisions on the same data and model, which has ten features: what a growing firm's graph looks like.
_BASE = """
CREATE (source:DataSource:Entity {id: 'w-source', key: 'w-source', name: 'ERP'}),
       (log:Dataset:Entity {id: 'w-log', key: 'w-log', namespace: 'firm', name: 'log'}),
       (week:DatasetVersion:Entity {id: 'w-week', key: 'w-week'}),
       (model:ModelVersion:Entity {id: 'w-model', key: 'w-model', version: '1', words: 'risk 1'})
CREATE (log)-[:HAD_PRIMARY_SOURCE]->(source), (week)-[:VERSION_OF]->(log), (model)-[:TRAINED_ON]->(week)
WITH log, model
UNWIND range(0, 9) AS i
CREATE (f:FeatureVersion:Entity {id: 'w-f' + i, key: 'w-f' + i, words: 'feature ' + i})
CREATE (model)-[:DEPENDS_ON]->(f), (f)-[:COMPUTED_FROM]->(log)
"""
_FILL = """
MATCH (week:DatasetVersion {id: 'w-week'}), (model:ModelVersion {id: 'w-model'})
UNWIND range($first, $last) AS i
CREATE (c:Case:Entity {id: 'w-c' + i}), (s:InputSnapshot:Entity {id: 'w-s' + i, knownAt: i}),
       (p:Prediction:Entity {id: 'w-p' + i, probability: 0.2, knownAt: i}),
       (k:ReviewPacket:Entity {id: 'w-k' + i, digest: 'digest ' + i, knownAt: i}),
       (r:Review:Activity {id: 'w-r' + i, verdict: 'APPROVE', reasonCode: 'fits', knownAt: i}),
       (d:Decision:Entity {id: 'w-d' + i, action: 'YES', state: 'EFFECTIVE', decidedAt: i, knownAt: i,
                           sortKey: right('00000000000000' + toString(i), 15) + '|w'})
CREATE (d)-[:ABOUT]->(c), (d)-[:WAS_GENERATED_BY]->(r), (r)-[:USED]->(k), (k)-[:PRESENTS]->(p), (p)-[:SCORED_ON]->(s),
       (p)-[:SCORED_BY]->(model), (s)-[:TAKEN_FROM {row: i}]->(week)
"""
_TIMES, _STEP = 20, 2_000


async def walk_of_fifty(repeats: int, size: int) -> BenchResult:
    """Measure a walk from fifty decisions down to the source of the data, seven edges in a row."""
    async with open_fixture() as fixture:
        await fixture.driver.execute_query(_BASE)
        for first in range(0, size * 10, _STEP):
            await fixture.driver.execute_query(_FILL, {"first": first, "last": min(first + _STEP, size * 10) - 1})
        with served(fixture.settings, ("api.cli", "serve", "--port", "{port}")) as (url, _):
            client = await Client.connect(url, fixture.key)
            ours, theirs = list[float](), list[float]()
            for number in range(repeats + 1):
                mine, other = await _by_api(client), await _by_driver(fixture)
                if number:
                    ours.append(mine)
                    theirs.append(other)
            await client.close()
    texts = (
        "one nested Cypher statement by execute_query",
        "two statements, the page and the walk from it, and HTTP with GraphQL",
    )
    details = {"ours_ms": median(ours) * 1e3, "baseline_ms": median(theirs) * 1e3, "decisions": float(size * 10)}
    return bench_result("WALK", ours, theirs, texts, details=details)


async def _by_api(client: Client) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        answer = await client.ask(_WALK, {})
        times.append(time.perf_counter() - began)
        _check(
            [one["review"]["packet"]["predictions"]["nodes"] for one in answer["decisions"]["nodes"]], "modelVersion"
        )
    return median(times)


async def _by_driver(fixture: BenchFixture) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        rows = (await fixture.driver.execute_query(_SAME, routing_="r")).records
        times.append(time.perf_counter() - began)
        _check([row["decision"]["review"]["packet"]["predictions"] for row in rows], "model")
    return median(times)


def _check(predictions: list[Any], model: str) -> None:
    """Make sure that both sides fetch the same: fifty decisions, one score each, and its model's ten features."""
    last = predictions[-1][0][model]["features"]
    features = last["nodes"] if isinstance(last, dict) else last
    if (len(predictions), len(features)) != (50, 10):
        raise AssertionError(predictions[-1])
