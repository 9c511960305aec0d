// How many decisions of a period were there, how many have ended, and how many of those badly, by what is asked for?
MATCH (point:DecisionPoint {key: $point})
USING INDEX SEEK point:DecisionPoint(key)
WITH point LIMIT 1
MATCH (d:Decision)
USING INDEX SEEK d:Decision(decidedAt)
WHERE d.decidedAt >= $since AND d.decidedAt < $until AND d.state <> 'INVALIDATED'
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point)
WITH point, d, c,
     [one IN coalesce(point.badOutcomes, []) WHERE split(one, '|')[0] = d.action | split(one, '|')[1]] AS kinds
CALL (d, kinds) {
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE o.kind IN kinds AND o.knownAt <= $known_by
  WITH count(CASE WHEN o.value = 'true' THEN 1 END) > 0 AS bad, count(DISTINCT CASE WHEN o.value IN ['true', 'false'] THEN o.kind END) AS told
  RETURN bad, bad OR (told > 0 AND told = size(kinds)) AS ended
}
CALL (d) {
  MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE o.knownAt <= $known_by AND o.value IN ['true', 'false']
  RETURN collect([o.kind, o.value = 'true']) AS outcomes
}
CALL (d) {
  OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion) WHERE 'POLICY_VERSION' IN $by
  RETURN policy LIMIT 1
}
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) WHERE 'DECIDER' IN $by
  RETURN coalesce(who.name, who.key) AS decider LIMIT 1
}
CALL (c) {
  OPTIONAL MATCH (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(category:Category) WHERE 'CATEGORY' IN $by
  RETURN category.name AS category ORDER BY category LIMIT 1
}
WITH CASE WHEN 'KIND' IN $by THEN d.kind END AS kind, CASE WHEN 'ORIGIN' IN $by THEN d.origin END AS origin,
     CASE WHEN 'ACTION' IN $by THEN d.action END AS action,
     policy.id AS policy_id, policy.key AS policy_key, decider, category, bad, ended, outcomes
RETURN kind, origin, action, policy_id, policy_key, decider, category, count(*) AS decisions,
       count(CASE WHEN ended THEN 1 END) AS ended, count(CASE WHEN bad THEN 1 END) AS bad,
       collect(outcomes) AS outcomes
ORDER BY decisions DESC, kind, action, policy_key, decider, category
LIMIT $limit
