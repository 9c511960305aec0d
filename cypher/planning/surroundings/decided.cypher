// Of the decisions of a point known before a moment: in which team was who decided, and was it against the model's advice? Columns, in chunks.
MATCH (point:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(d:Decision)
USING INDEX SEEK point:DecisionPoint(key)
WHERE c.knownAt < $as_of AND d.knownAt < $as_of
WITH c, d, point,
     head(COLLECT {
       MATCH (d)-[:WAS_ATTRIBUTED_TO]->(:Agent)<-[member:HAD_MEMBER]-(team:Team)
       WHERE member.knownFrom <= d.decidedAt AND (member.knownTo IS NULL OR member.knownTo > d.decidedAt)
       RETURN team.name ORDER BY team.name
     }) AS team,
     CASE WHEN d.kind = 'HUMAN' THEN head(COLLECT {
       MATCH (p:Prediction)-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c)
       WHERE p.target IS NULL AND (coalesce(p.shadow, false) OR p.knownAt <= d.decidedAt)
       WITH p ORDER BY coalesce(p.shadow, false), p.knownAt DESC LIMIT 1
       OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
       WITH p.probability AS risk, coalesce($limits[policy.id], $limits[point.key]) AS threshold
       RETURN d.action <> CASE WHEN risk < threshold THEN point.proposalAction WHEN risk >= threshold THEN point.alternativeAction
                          END
     }) END AS against
WITH id(d) / $chunk AS chunk, d, team, against
RETURN chunk, collect(d.id) AS decisions, collect(coalesce(team, '')) AS teams, collect(coalesce(against, false)) AS against
