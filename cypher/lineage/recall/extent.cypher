// How many live decisions in force depend on a node, made between two moments: by decision point and basis, with their outcomes?
// include: blocks/impact.cypher
WITH d, basis
WHERE d.origin = 'LIVE' AND d.effectiveCaseId IS NOT NULL AND d.decidedAt >= $since AND d.decidedAt < $until
WITH d, collect(DISTINCT basis) AS ways
MATCH (d)-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint)
RETURN point.key AS point, ways, count(*) AS decisions, sum(COUNT { (d)<-[:RESULTED_FROM]-(:Outcome) }) AS outcomes
ORDER BY point, ways
