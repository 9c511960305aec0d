// Which cases of a point wait for a score, oldest first, and what is known of them?
MATCH (c:Case {awaitingScore: $point})
WITH c ORDER BY c.sortKey LIMIT $limit
MATCH (t:ReviewTask)-[:ABOUT]->(c) WHERE t.state IN ['AWAITING_SCORE', 'SUSPENDED']
MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
MATCH (q:QualityCheck)-[:ABOUT]->(s)
RETURN c { .id, .externalId, .version, .payload, .reach, .personRequired } AS case,
       t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .suspendedBecause, .barredIds, .recordedAt }
         AS task,
       s.id AS snapshot_id, q.verdict AS quality, q.findings AS findings
ORDER BY c.sortKey
