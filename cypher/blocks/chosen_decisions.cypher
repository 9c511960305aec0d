// Which decisions between two sort keys answer a filter: each with its case, its point, its data, whether it went against the advice, and whether it was wrong?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(sortKey)
WHERE d.sortKey < $chosen.before AND d.sortKey >= $chosen.since AND d.state IN $chosen.states
  AND ($chosen.kind IS NULL OR d.kind = $chosen.kind) AND ($chosen.origin IS NULL OR d.origin = $chosen.origin)
  AND ($chosen.action IS NULL OR d.action = $chosen.action) AND ($chosen.verdict IS NULL OR d.verdict = $chosen.verdict)
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
WHERE ($chosen.point IS NULL OR point.key = $chosen.point) AND ($chosen.externalId IS NULL OR c.externalId = $chosen.externalId)
  // part: entity
  AND ($chosen.entity IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(e:BusinessEntity) WHERE e.externalId = $chosen.entity OR e.name = $chosen.entity })
  // end: entity
  // part: category
  AND ($chosen.category IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(:Category {name: $chosen.category}) })
  // end: category
  // part: policy
  AND ($chosen.policyId IS NULL OR EXISTS { (d)-[:GOVERNED_BY]->(:PolicyVersion {id: $chosen.policyId}) })
  AND ($chosen.policy IS NULL
       OR EXISTS { (d)-[:GOVERNED_BY]->(v:PolicyVersion) WHERE v.key = $chosen.policy OR v.key STARTS WITH $chosen.policy + '|' })
  // end: policy
  // part: decider
  AND ($chosen.decider IS NULL OR EXISTS { (d)-[:WAS_ATTRIBUTED_TO]->(who:Agent) WHERE coalesce(who.name, who.key) = $chosen.decider })
  // end: decider
  // part: model
  AND ($chosen.modelId IS NULL AND $chosen.model IS NULL
       OR EXISTS {
         (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion)
         WHERE m.id = $chosen.modelId OR m.key = $chosen.model OR m.key STARTS WITH $chosen.model + '|' }
       OR EXISTS {
         (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion)
         WHERE m.id = $chosen.modelId OR m.key = $chosen.model OR m.key STARTS WITH $chosen.model + '|' })
  // end: model
  // part: queue
  AND ($chosen.queue IS NULL
       OR EXISTS { (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewTask)-[:IN_QUEUE]->(:Queue {key: $chosen.queue}) })
  // end: queue
  // part: escalated
  AND ($chosen.escalated IS NULL
       OR $chosen.escalated AND EXISTS { (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewTask)-[:ESCALATED_BY]->() }
       OR NOT $chosen.escalated AND NOT EXISTS { (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewTask)-[:ESCALATED_BY]->() })
  // end: escalated
  // part: drifted
  AND ($chosen.drifted IS NULL
       OR $chosen.drifted = any(window IN coalesce($chosen.windows[point.key], []) WHERE c.sortKey >= window[0] AND c.sortKey < window[1]))
  // end: drifted
WITH d, c, point,
     // part: DATA, else: null AS data
     CASE WHEN 'DATA' IN $chosen.needs THEN head(COLLECT {
       MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(s:InputSnapshot) RETURN s
       UNION
       MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(s:InputSnapshot) RETURN s
       UNION
       MATCH (d)-[:WAS_DERIVED_FROM]->(s:InputSnapshot) RETURN s
     }) END AS data
     // end: DATA
// part: DATA
WHERE ($chosen.quality IS NULL OR data.quality = $chosen.quality)
  AND ($chosen.source IS NULL
       OR EXISTS {
         (data)-[:TAKEN_FROM]->(:DatasetVersion)-[:VERSION_OF]->(:Dataset)-[:HAD_PRIMARY_SOURCE]->(source:DataSource)
         WHERE source.key = $chosen.source OR source.name = $chosen.source })
// end: DATA
WITH d, c, point, data,
     // part: ADVICE, else: null AS against,
     CASE WHEN 'ADVICE' IN $chosen.needs AND (d.kind = 'HUMAN' OR NOT 'PEOPLE_ALONE' IN $chosen.needs) THEN head(COLLECT {
       MATCH (p:Prediction)-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c)
       WHERE p.target IS NULL AND (coalesce(p.shadow, false) OR p.knownAt <= d.decidedAt)
       WITH p ORDER BY coalesce(p.shadow, false), p.knownAt DESC LIMIT 1
       OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
       WITH p.probability AS risk, coalesce($chosen.limits[policy.id], $chosen.limits[point.key]) AS threshold
       RETURN d.action <> CASE WHEN risk < threshold THEN point.proposalAction WHEN risk >= threshold THEN point.alternativeAction
                          END
     }) END AS against,
     // end: ADVICE
     CASE WHEN 'RATING' IN $chosen.needs THEN coalesce(point.badOutcomes, []) ELSE [] END AS bad_outcomes
WHERE $chosen.against IS NULL OR against = $chosen.against
// part: RATING, else: WITH *, null AS badly, null AS rated_at, null AS loss
// include: blocks/outcome_rating.cypher
// end: RATING
WITH d, c, point, data, against, badly, rated_at, loss
WHERE $chosen.badly IS NULL OR badly = $chosen.badly
