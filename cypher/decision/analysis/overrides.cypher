// Who decided against the model's advice in a period, how often, and were those decisions right?
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
WITH point LIMIT 1
MATCH (d:Decision {kind: 'HUMAN'})
USING INDEX SEEK d:Decision(decidedAt)
WHERE d.decidedAt >= $since AND d.decidedAt < $until AND d.state <> 'INVALIDATED'
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point)
MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent)
CALL (d, c) {
  OPTIONAL MATCH (p:Prediction)-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c)
  WHERE p.target IS NULL AND (coalesce(p.shadow, false) OR p.knownAt <= d.decidedAt)
  RETURN p.probability AS risk, coalesce(p.shadow, false) AS shadow
  ORDER BY shadow, p.knownAt DESC LIMIT 1
}
CALL (d, point) {
  OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
  RETURN coalesce($limits[policy.id], $limits[point.key]) AS threshold LIMIT 1
}
WITH d, who, risk, shadow, threshold,
     CASE WHEN risk < threshold THEN point.proposalAction WHEN risk >= threshold THEN point.alternativeAction END AS advice,
     coalesce(point.badOutcomes, []) AS bad_outcomes
// include: blocks/outcome_rating.cypher
WITH coalesce(who.name, who.key) AS decider, who.id AS person_id, advice IS NOT NULL AS advised, advice <> d.action AS against,
     shadow, badly AS bad, badly IS NOT NULL AS ended, d.occurredAt IS NULL AS untimed
RETURN decider, person_id, count(*) AS decisions, count(CASE WHEN advised THEN 1 END) AS advised,
       count(CASE WHEN advised AND shadow THEN 1 END) AS shadows,
       count(CASE WHEN against THEN 1 END) AS against,
       count(CASE WHEN against AND ended THEN 1 END) AS against_ended,
       count(CASE WHEN against AND bad THEN 1 END) AS against_bad,
       count(CASE WHEN NOT against AND ended THEN 1 END) AS followed_ended,
       count(CASE WHEN NOT against AND bad THEN 1 END) AS followed_bad, count(CASE WHEN untimed THEN 1 END) AS untimed
ORDER BY against DESC, decisions DESC, decider
LIMIT $limit
