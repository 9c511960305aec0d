// The current state of a known case: its newest snapshot and its open task.
MATCH (c:Case {key: $key})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(key)
MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
OPTIONAL MATCH (t:ReviewTask)-[:ABOUT]->(c) WHERE NOT t.state IN ['COMPLETED', 'OBSOLETE']
RETURN c { .id, .state, .version, .payloadDigest, .payloadRevision, .origin, .submitterIds, .submitted } AS case,
       t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .quorum, .suspendedBecause, .barredIds }
         AS task,
       s.id AS snapshot_id,
       COLLECT {
         MATCH (check:QualityCheck)-[:ABOUT]->(s)
         RETURN check { .gateRow, .findings, .gatesFailed, .gatesNotRun } AS one
         ORDER BY check.recordedAt DESC, check.id DESC LIMIT 1
       }[0] AS checked, s.digest AS snapshot_digest, point.key AS point_key,
       point.epoch AS point_epoch
