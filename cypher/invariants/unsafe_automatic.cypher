// Invariant 3: which automatic decisions were taken where a person had to decide, and why there?
MATCH (d:Decision)
WHERE d.origin = 'LIVE' AND d.kind = 'AUTOMATIC'
MATCH (d)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(g:GateEvaluation)
OPTIONAL MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion)
WITH d, c, point, $reaches[policy.id] AS reaches,
     [(g)-[:USED]->(s:InputSnapshot) | coalesce(s.quality, 'UNKNOWN')]
       + [(g)-[:USED]->(q:QualityCheck) | coalesce(q.verdict, 'UNKNOWN')] AS qualities,
     // What the point says now held then only if its epoch has not moved since.
     d.pointEpoch = point.epoch AS unmoved
WITH d, c, reaches[CASE WHEN point.reversible THEN 1 ELSE 0 END] AS most_entities, unmoved, qualities, point
WITH d, c,
     CASE WHEN size(qualities) = 0 OR 'UNKNOWN' IN qualities THEN ['its data were not checked'] ELSE [] END +
     CASE WHEN 'TAINTED' IN qualities THEN ['its data failed a check'] ELSE [] END +
     CASE WHEN c.personRequired THEN ['a person is required for the case'] ELSE [] END +
     CASE WHEN unmoved AND point.highImpact THEN ['decisions there have a high impact'] ELSE [] END +
     CASE WHEN unmoved AND point.mode = 'MANUAL' THEN ['people decide every case there'] ELSE [] END +
     CASE WHEN unmoved AND COUNT { (c)-[:CONCERNS]->(:BusinessEntity) } > most_entities
       THEN ['it touches more entities than its rules let pass'] ELSE [] END AS because
WHERE size(because) > 0
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId AS name, because
LIMIT $most
