"""Whole spines of decisions, from who decided to the source of the data, written straight into the graph."""

from neo4j import AsyncDriver

_BASE = """
CREATE (source:DataSource:Entity {id: 'source-1', key: 'erp', name: 'ERP', recordedAt: 1}),
       (other:DataSource:Entity {id: 'source-2', key: 'crm', name: 'CRM', recordedAt: 1}),
       (log:Dataset:Entity {id: 'dataset-1', key: 'firm|log', namespace: 'firm', name: 'log', recordedAt: 1}),
       (week:DatasetVersion:Entity {id: 'version-1', key: 'firm|log|1', version: '1', knownAt: 1, recordedAt: 1}),
       (model:Model:Entity {id: 'model-1', key: 'risk', name: 'risk', recordedAt: 1}),
       (trained:ModelVersion:Entity {id: 'trained-1', key: 'risk|1', version: '1', words: 'risk 1', knownAt: 1,
                                     metrics: '{"auc":0.8}'}),
       (policy:Policy:Entity {id: 'policy-1', key: 'buying', name: 'buying', recordedAt: 1}),
       (table:PolicyVersion:Entity {id: 'table-1', key: 'buying|1', version: 1, knownAt: 1}),
       (point:DecisionPoint:Entity {id: 'point-1', key: 'buying', name: 'Buying', recordedAt: 1}),
       (who:Person:Agent:Reviewer {id: 'who-1', key: 'local|ines', name: 'ines', recordedAt: 1})
CREATE (log)-[:HAD_PRIMARY_SOURCE]->(source), (week)-[:VERSION_OF]->(log), (trained)-[:VERSION_OF]->(model),
       (trained)-[:TRAINED_ON]->(week), (table)-[:VERSION_OF]->(policy)
WITH log, trained
UNWIND range(0, 9) AS number
CREATE (feature:FeatureVersion:Entity {id: 'feature-' + number, key: 'f' + number + '|1', version: '1',
                                       words: 'feature ' + number, knownAt: 1})
CREATE (trained)-[:DEPENDS_ON]->(feature), (feature)-[:COMPUTED_FROM]->(log)
"""
_SPINES = """
MATCH (week:DatasetVersion {id: 'version-1'}), (trained:ModelVersion {id: 'trained-1'}), (who:Person {id: 'who-1'}),
      (table:PolicyVersion {id: 'table-1'}), (point:DecisionPoint {id: 'point-1'})
MATCH (trained)-[:DEPENDS_ON]->(feature:FeatureVersion)
WITH week, trained, who, table, point, feature ORDER BY feature.id
WITH week, trained, who, table, point, collect(feature) AS features
UNWIND range($first, $first + $count - 1) AS i
WITH *, toString(100000 + i) AS n
CREATE (c:Case:Entity {id: 'case-' + n, externalId: 'X-' + n, state: 'DECIDED', version: 1, payload: '{"amount":1}',
                       origin: 'LIVE', occurredAt: i, knownAt: i, sortKey: '000000000000000|' + n}),
       (s:InputSnapshot:Entity {id: 'snapshot-' + n, quality: CASE WHEN i % 5 = 0 THEN 'TAINTED' ELSE 'CLEAN' END,
                                values: '{"amount":1}', knownAt: i}),
       (p:Prediction:Entity {id: 'prediction-' + n, probability: 0.25, knownAt: i}),
       (k:ReviewPacket:Entity {id: 'packet-' + n, digest: 'd' + n, content: '{}', knownAt: i}),
       (r:Review:Activity {id: 'review-' + n, verdict: 'APPROVE', reasonCode: 'fits', note: 'private', knownAt: i}),
       (d:Decision:Entity {id: 'decision-' + n, action: 'BUY', verdict: 'APPROVE', kind: 'HUMAN', state: 'EFFECTIVE',
                           origin: 'LIVE', decidedAt: i, knownAt: i, sortKey: '000000000000000|' + n}),
       (o:Outcome:Entity {id: 'outcome-' + n, key: 'o|' + n, kind: 'returned', value: 'false', knownAt: i})
CREATE (c)-[:AT]->(point), (d)-[:ABOUT]->(c), (d)-[:WAS_GENERATED_BY]->(r), (d)-[:GOVERNED_BY]->(table),
       (d)-[:WAS_ATTRIBUTED_TO]->(who), (r)-[:WAS_ASSOCIATED_WITH]->(who), (r)-[:USED]->(k), (k)-[:PRESENTS]->(p),
       (k)-[:PRESENTS]->(s), (p)-[:SCORED_ON]->(s), (p)-[:SCORED_BY]->(trained), (s)-[:ABOUT]->(c),
       (s)-[:TAKEN_FROM {row: i}]->(week), (o)-[:RESULTED_FROM]->(d)
FOREACH (place IN range(0, size(features) - 1) |
  FOREACH (feature IN [features[place]] |
    CREATE (p)-[:INFLUENCED_BY {contribution: 0.5 - 0.1 * place, rank: place + 1}]->(feature)))
"""


async def plant(driver: AsyncDriver) -> None:
    """Make what all spines share: source, dataset, model, features, policy, point and person."""
    await driver.execute_query(_BASE)


async def add_spines(driver: AsyncDriver, first: int, count: int) -> None:
    """Add so many decisions, each from its case to what it rests on; `n` of their ids is 100000 and their number."""
    await driver.execute_query(_SPINES, {"first": first, "count": count})
