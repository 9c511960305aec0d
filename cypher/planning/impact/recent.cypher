// What did the newest decisions of a point rest on, and how do the scores of its newest cases add up? Lists in one row.
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
CALL (point) {
  MATCH (d:Decision)
  USING INDEX SEEK d:Decision(sortKey)
  WHERE d.sortKey >= $since AND d.sortKey < $before AND d.state <> 'INVALIDATED'
    AND d.sequence IS NULL
    AND EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(point) }
  WITH d ORDER BY d.sortKey DESC LIMIT $most
  // include: blocks/grounds_of_decision.cypher
  RETURN collect([d.decidedAt, policy, data, models]) AS decisions
}
CALL (point) {
  MATCH (c:Case)
  USING INDEX SEEK c:Case(sortKey)
  WHERE c.sortKey >= $since AND c.sortKey < $before AND EXISTS { (c)-[:AT]->(point) }
  MATCH (s:InputSnapshot)-[:ABOUT]->(c)
  WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
    AND EXISTS { (s)<-[:SCORED_ON]-(main:Prediction) WHERE main.target IS NULL AND NOT coalesce(main.shadow, false) }
  WITH c, s ORDER BY c.sortKey DESC LIMIT $explained
  WITH c, s, COLLECT { MATCH (s)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id } AS data,
       COLLECT {
         MATCH (s)<-[:SCORED_ON]-(p:Prediction)-[:SCORED_BY]->(m:ModelVersion)
         WHERE NOT coalesce(p.shadow, false)
         RETURN [coalesce(p.target, ''), p.margin, p.features, p.contributions, m.id] ORDER BY p.knownAt, p.id
       } AS scores
  RETURN collect([s.values, s.quality, coalesce(c.reach, -1), coalesce(c.personRequired, false), data, scores]) AS cases
}
// include: blocks/names_of_grounds.cypher
RETURN decisions, cases, versions, models, policies, coalesce(point.name, point.key) AS point_name
