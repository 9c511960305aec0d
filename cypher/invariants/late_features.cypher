// Invariant 10: which features in use are only known afterwards, and which scores rest on data known later than they?
CALL () {
  MATCH (f:FeatureVersion)
  WHERE f.availability IS NULL OR NOT f.availability IN ['CREATION', 'EVENT']
  WITH f, [(f)<-[:DEPENDS_ON]-(v:ModelVersion) WHERE v.stage = 'ACTIVE' | v.key] AS models
  WHERE size(models) > 0 OR EXISTS { (f)<-[:INFLUENCED_BY]-(:Prediction) }
  RETURN f.id AS id, 'FeatureVersion' AS kind, f.key AS name,
         ['known ' + CASE f.availability WHEN 'AFTERWARDS' THEN 'only afterwards' ELSE 'nobody says when' END
           + CASE size(models) WHEN 0 THEN ', in use by a score' ELSE ', in use by ' + head(models) END] AS because
  LIMIT $most
  UNION
  MATCH (p:Prediction)-[:SCORED_ON]->(s:InputSnapshot)
  WHERE s.knownAt > p.knownAt
  RETURN p.id AS id, 'Prediction' AS kind,
         coalesce(head([(s)-[:ABOUT]->(c:Case) | 'case ' + c.externalId]), p.id) AS name,
         ['rests on data that were known later'] AS because
  LIMIT $most
}
RETURN id, kind, name, because
LIMIT $most
