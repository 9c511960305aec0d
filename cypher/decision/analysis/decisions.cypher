// Which decisions answer a filter, newest first?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < $before AND d.sortKey >= $since AND d.state IN $states
  AND ($kind IS NULL OR d.kind = $kind) AND ($origin IS NULL OR d.origin = $origin)
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
WHERE ($point IS NULL OR point.key = $point) AND ($external_id IS NULL OR c.externalId = $external_id)
  AND ($entity IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(e:BusinessEntity) WHERE e.externalId = $entity OR e.name = $entity })
  AND ($category IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(:Category {name: $category}) })
  AND ($quality IS NULL OR EXISTS { (c)<-[:ABOUT]-(:InputSnapshot {quality: $quality}) })
  AND ($policy_id IS NULL OR EXISTS { (d)-[:GOVERNED_BY]->(:PolicyVersion {id: $policy_id}) })
  AND ($decider IS NULL OR EXISTS { (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) WHERE coalesce(who.name, who.key) = $decider })
  AND ($model_id IS NULL
       OR EXISTS { (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:Prediction)-[:SCORED_BY]->(:ModelVersion {id: $model_id}) }
       OR EXISTS { (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(:ModelVersion {id: $model_id}) })
CALL (d, c, point) {
  OPTIONAL MATCH (p:Prediction)-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c)
  WHERE $against IS NOT NULL AND p.target IS NULL AND (coalesce(p.shadow, false) OR p.knownAt <= d.decidedAt)
  WITH d, point, p ORDER BY coalesce(p.shadow, false), p.knownAt DESC LIMIT 1
  OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
  WITH d, point, p.probability AS risk, coalesce($limits[policy.id], $limits[point.key]) AS threshold
  RETURN d.action <> CASE WHEN risk < threshold THEN point.proposalAction WHEN risk >= threshold THEN point.alternativeAction
                     END AS against
}
WITH d, against, CASE WHEN $badly IS NULL THEN [] ELSE coalesce(point.badOutcomes, []) END AS bad_outcomes
WHERE $against IS NULL OR against = $against
// include: blocks/outcome_rating.cypher
WITH d, badly
WHERE $badly IS NULL OR badly = $badly
RETURN d.id AS id, d.sortKey AS sort_key
ORDER BY d.sortKey DESC
LIMIT $limit
