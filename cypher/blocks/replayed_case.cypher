// A case of a history with its input data, their source and their quality check. Brought in from outside: `row`, `point`.
CREATE (subject:Case:Entity {id: row.caseId, key: row.caseKey, externalId: row.externalId, state: row.state, version: 1,
  sortKey: row.caseSortKey, payload: row.values, payloadDigest: row.digest, payloadRevision: 1, personRequired: false,
  reach: size(row.entityKeys), origin: 'REPLAYED', occurredAt: row.occurredAt, sequence: row.sequence, knownAt: row.startedAt,
  recordedAt: $recorded_at})
CREATE (subject)-[:AT]->(point)
CREATE (snapshot:InputSnapshot:Entity {id: row.snapshotId, values: row.values, digest: row.digest, quality: row.quality,
  asOf: row.startedAt, sourceAt: row.sourceAt, occurredAt: row.occurredAt, sequence: row.sequence, knownAt: row.startedAt,
  recordedAt: $recorded_at})
CREATE (snapshot)-[:ABOUT]->(subject)
CREATE (snapshot)-[:TAKEN_FROM {row: row.line}]->(version)
CREATE (check:QualityCheck:Entity {id: row.checkId, knownAt: row.startedAt, recordedAt: $recorded_at})
SET check += row.check
CREATE (check)-[:ABOUT]->(snapshot)
