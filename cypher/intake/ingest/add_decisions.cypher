// Writes replayed decisions with their cases and snapshots; a case that is already there is left alone.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
MATCH (point:DecisionPoint {key: $point_key})
USING INDEX SEEK point:DecisionPoint(key)
MATCH (practice:PolicyVersion {key: $practice_key})
USING INDEX SEEK practice:PolicyVersion(key)
UNWIND $rows AS row
OPTIONAL MATCH (seen:Case {key: row.caseKey})
USING INDEX SEEK seen:Case(key)
WITH run, point, practice, row
WHERE seen IS NULL
MATCH (version:DatasetVersion {key: row.versionKey})
USING INDEX SEEK version:DatasetVersion(key)
MATCH (person:Person {key: row.personKey})
USING INDEX SEEK person:Person(key)
CREATE (subject:Case:Entity {id: row.caseId, key: row.caseKey, externalId: row.externalId, state: 'DECIDED', version: 1,
  sortKey: row.caseSortKey, payload: row.values, payloadDigest: row.digest, payloadRevision: 1, personRequired: false,
  reach: size(row.entityKeys), origin: 'REPLAYED', occurredAt: row.startedAt, knownAt: row.startedAt,
  recordedAt: $recorded_at})
CREATE (subject)-[:AT]->(point)
CREATE (snapshot:InputSnapshot:Entity {id: row.snapshotId, values: row.values, digest: row.digest, quality: row.quality,
  asOf: row.startedAt, sourceAt: row.sourceAt, occurredAt: row.startedAt, knownAt: row.startedAt,
  recordedAt: $recorded_at})
CREATE (snapshot)-[:ABOUT]->(subject)
CREATE (snapshot)-[:TAKEN_FROM {row: row.line}]->(version)
CREATE (check:QualityCheck:Entity {id: row.checkId, knownAt: row.startedAt, recordedAt: $recorded_at})
SET check += row.check
CREATE (check)-[:ABOUT]->(snapshot)
CREATE (decision:Decision:Entity {id: row.decisionId, effectiveCaseId: row.caseId, sortKey: row.decisionSortKey,
  action: row.action, verdict: row.verdict, kind: 'HUMAN', state: 'EFFECTIVE', origin: 'REPLAYED',
  contentDigests: row.contentDigests, decidedAt: row.decidedAt, finalAt: row.decidedAt, occurredAt: row.decidedAt, knownAt: row.decidedAt,
  recordedAt: $recorded_at})
CREATE (decision)-[:ABOUT]->(subject)
CREATE (decision)-[:WAS_DERIVED_FROM]->(snapshot)
CREATE (decision)-[:WAS_ATTRIBUTED_TO]->(person)
CREATE (decision)-[:GOVERNED_BY]->(practice)
CREATE (decision)-[:WAS_GENERATED_BY]->(run)
CREATE (change:StateChange:Activity {id: row.changeId, fromState: 'AWAITING_SCORE', toState: 'DECIDED',
  command: 'REPLAY', actorId: person.id, actorKind: 'HUMAN', knownAt: row.decidedAt, recordedAt: $recorded_at})
CREATE (change)-[:ABOUT]->(subject)
WITH subject, row
CALL (subject, row) {
  UNWIND row.entityKeys AS entityKey
  MATCH (entity:BusinessEntity {key: entityKey})
  USING INDEX SEEK entity:BusinessEntity(key)
  CREATE (subject)-[:CONCERNS]->(entity)
}
RETURN count(subject) AS added
