// Invariant 1: which live decisions in force lack something that they rest on, and what?
MATCH (d:Decision)
WHERE d.state = 'EFFECTIVE' AND d.origin = 'LIVE'
WITH d, [(d)-[:ABOUT]->(c:Case) | c.externalId] AS cases,
     [(d)-[:WAS_GENERATED_BY]->(g:GateEvaluation) | g] + [(d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(k:ReviewPacket) | k]
       AS grounds
WITH d, cases, grounds,
     CASE WHEN size(cases) = 1 THEN [] ELSE ['one case'] END +
     CASE WHEN any(x IN grounds WHERE EXISTS { (x)-[:USED|PRESENTS]->(:InputSnapshot)-[:TAKEN_FROM]->(:DatasetVersion) })
       THEN [] ELSE ['input data with their version'] END +
     CASE WHEN EXISTS { (d)-[:GOVERNED_BY]->(:PolicyVersion) } THEN [] ELSE ['its rules'] END +
     CASE WHEN EXISTS { (d)-[:WAS_ATTRIBUTED_TO]->() } THEN [] ELSE ['who decided'] END +
     CASE WHEN EXISTS { (:AuditEntry {subjectId: d.id}) } THEN [] ELSE ['its audit entry'] END +
     CASE WHEN d.kind <> 'AUTOMATIC'
         OR any(x IN grounds WHERE EXISTS { (x)-[:USED]->(:Prediction)-[:SCORED_BY]->(:ModelVersion) })
       THEN [] ELSE ['the score of a model version'] END AS lacking
WHERE size(lacking) > 0
RETURN d.id AS id, 'Decision' AS kind, coalesce('case ' + head(cases), d.id) AS name,
       lacking AS because
LIMIT $most
