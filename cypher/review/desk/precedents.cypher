// Which decided cases does a case compare with: those sharing a rare entity, and the newest decided before it?
MATCH (c:Case {id: $case_id})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(id)
MATCH (s:InputSnapshot)-[:ABOUT]->(c) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) }
CALL (s) {
  OPTIONAL MATCH (p:Prediction)-[:SCORED_ON]->(s) WHERE p.target IS NULL
  RETURN p.probability AS risk ORDER BY coalesce(p.shadow, false), p.knownAt DESC, p.id DESC LIMIT 1
}
CALL (s) {
  OPTIONAL MATCH (s)-[:TAKEN_FROM]->(:DatasetVersion)-[:VERSION_OF]->(:Dataset)<-[:COMPUTED_FROM]-(f:FeatureVersion)
  RETURN [one IN collect(DISTINCT f { .key, .words }) WHERE one.key IS NOT NULL] AS features
}
// Without a clock all of a log is known since its load: what stands before the case in it was decided before.
WITH c, point, s, risk, features, coalesce($known_by, c.knownAt) AS known_by,
     CASE WHEN $known_by IS NULL AND c.occurredAt IS NULL THEN c.sequence END AS place
CALL (c, point, known_by, place) {
  MATCH (c)-[:CONCERNS]->(b:BusinessEntity)
  WHERE COUNT { (b)<-[:CONCERNS]-() } <= $hub
  MATCH (b)<-[:CONCERNS]-(o:Case)-[:AT]->(point)
  WHERE o.id <> c.id AND (o.knownAt < known_by OR o.knownAt = known_by AND o.sequence < place)
  WITH DISTINCT o, known_by, place ORDER BY o.knownAt DESC, o.sequence DESC, o.id LIMIT $related
  CALL (o, known_by, place) {
    MATCH (o)<-[:ABOUT]-(d:Decision) WHERE d.state <> 'INVALIDATED'
      AND (d.decidedAt < known_by OR d.decidedAt = known_by AND d.sequence < place)
    RETURN d
  }
  RETURN collect([d.id, o.id, false]) AS related
}
CALL (point, known_by, place) {
  MATCH (d:Decision)
  USING INDEX SEEK d:Decision(sortKey)
  WHERE d.sortKey < right('000000000000000' + toString(CASE WHEN place IS NULL THEN known_by ELSE known_by + 1 END), 15)
    AND d.state <> 'INVALIDATED' AND (d.decidedAt < known_by OR d.sequence < place)
    AND EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(point) }
  WITH d ORDER BY d.sortKey DESC LIMIT $recent
  MATCH (d)-[:ABOUT]->(o:Case)
  RETURN collect([d.id, o.id, true]) AS newest
}
CALL (c, related, newest) {
  UNWIND related + newest AS pair
  WITH c, pair WHERE pair[1] <> c.id
  MATCH (o:Case {id: pair[1]})
  USING INDEX SEEK o:Case(id)
  MATCH (shown:InputSnapshot)-[:ABOUT]->(o) WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(shown) }
  CALL (shown) {
    OPTIONAL MATCH (p:Prediction)-[:SCORED_ON]->(shown) WHERE p.target IS NULL
    RETURN p.probability AS seen ORDER BY coalesce(p.shadow, false), p.knownAt DESC, p.id DESC LIMIT 1
  }
  RETURN collect([pair[0], o.externalId, shown.values, seen, pair[2]]) AS candidates
}
RETURN c.externalId AS external_id, point.key AS point, point.badOutcomes AS bad_outcomes, known_by, place, s.values AS values,
       risk, features, candidates
LIMIT 1
