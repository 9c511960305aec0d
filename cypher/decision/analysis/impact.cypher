// How much depends on a node: decisions by basis and origin, their cases, outcomes and money?
// include: blocks/impact.cypher
WITH d, basis
WHERE ($as_of IS NULL OR d.knownAt <= $as_of) AND d.state <> 'INVALIDATED'
WITH d, basis LIMIT $most
WITH d, collect(DISTINCT basis) AS bases
CALL (d) {
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE ($as_of IS NULL OR o.knownAt <= $as_of)
    AND NOT EXISTS { (k)-[:WAS_REVISION_OF]->(o) WHERE $as_of IS NULL OR k.knownAt <= $as_of }
  // include: blocks/outcome_truth.cypher
  RETURN count(o) AS outcomes, sum(coalesce(o.money, 0.0)) AS money, count(CASE WHEN truth THEN 1 END) AS came_true
}
OPTIONAL MATCH (d)-[:ABOUT]->(c:Case)
RETURN d.origin AS origin, 'INPUT' IN bases AS by_input, 'TRAINING' IN bases AS by_training,
       count(DISTINCT d) AS decisions, count(DISTINCT d.effectiveCaseId) AS in_force, count(DISTINCT c) AS cases,
       sum(outcomes) AS outcomes, sum(came_true) AS came_true, sum(money) AS money
ORDER BY origin, by_input DESC, by_training DESC
