// What is known of a case that waits for a score.
MATCH (t:ReviewTask)-[:ABOUT]->(c) WHERE NOT t.state IN ['COMPLETED', 'OBSOLETE']
MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
MATCH (q:QualityCheck)-[:ABOUT]->(s)
MATCH (s)-[taken:TAKEN_FROM]->(data:DatasetVersion)
RETURN c { .id, .externalId, .version, .payload, .reach, .personRequired, .openAppeal, .lookAlikes, .sortKey } AS case,
       t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .quorum, .suspendedBecause, .barredIds }
         AS task,
       s.id AS snapshot_id, s.recordedAt AS since, q.verdict AS quality, q.findings AS findings,
       q.gatesDigest AS gates_digest, q { .gatesPassed, .gatesFailed, .gatesNotRun, .gateRow } AS ran,
       data.key AS dataset, data.sha256 AS sha256, taken.row AS source_row
