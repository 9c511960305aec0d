// Which live decisions in force that depend on a node are not in its recall yet, nor came of it: each by what, and how many entities it touches?
// include: blocks/impact.cypher
WITH d, basis
WHERE d.origin = 'LIVE' AND d.effectiveCaseId IS NOT NULL AND d.decidedAt >= $since AND d.decidedAt < $until
WITH d, collect(DISTINCT basis) AS ways
WHERE NOT EXISTS { (d)-[:WAS_REVISION_OF*0..1]->(:Decision)<-[:ABOUT]-(:RecallItem)-[:WAS_INFORMED_BY]->(:Recall {id: $recall_id}) }
WITH d, ways ORDER BY d.sortKey LIMIT $limit
MATCH (d)-[:ABOUT]->(c:Case)
RETURN d.id AS id, d.sortKey AS sort_key, ways, coalesce(c.reach, 0) AS reach
ORDER BY sort_key
