// Which scores that counted do not lead to their model version, their input data or the features that move them most?
MATCH (p:Prediction)
WHERE NOT coalesce(p.shadow, false)
WITH p, size([amount IN coalesce(p.contributions, []) WHERE amount <> 0]) AS moving,
     COUNT { (p)-[:INFLUENCED_BY]->(:FeatureVersion) } AS joined
WITH p,
     CASE WHEN EXISTS { (p)-[:SCORED_BY]->(:ModelVersion) } THEN [] ELSE ['no model version'] END +
     CASE WHEN EXISTS { (p)-[:SCORED_ON]->(:InputSnapshot) } THEN [] ELSE ['no input data'] END +
     CASE WHEN joined < CASE WHEN moving < $material THEN moving ELSE $material END
       THEN ['not all features that move it most'] ELSE [] END AS because
WHERE size(because) > 0
RETURN p.id AS id, 'Prediction' AS kind,
       coalesce(head([(p)-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c:Case) | 'case ' + c.externalId]), p.id) AS name, because
LIMIT $most
