// Registers a model version that a client named first; one that people govern gets no feature, and those are returned.
MERGE (m:Model {key: $name})
  ON CREATE SET m:Entity, m.id = $model_id, m.name = $name, m.recordedAt = $at
MERGE (v:ModelVersion {key: $key})
  ON CREATE SET v:Entity, v.id = $version_id, v.version = $version, v.words = $name, v.stage = 'UNVERIFIED', v.knownAt = $at,
                v.recordedAt = $at
MERGE (v)-[:VERSION_OF]->(m)
WITH v, [(v)-[:DEPENDS_ON]->(had:FeatureVersion) | had.key] AS has
WITH v, CASE
    WHEN v.stage = 'UNVERIFIED' OR size(has) = 0 THEN []
    ELSE [feature IN $features WHERE NOT feature.key IN has | feature.key]
  END AS unknown
CALL (v, unknown) {
  WITH v, unknown
  WHERE size(unknown) = 0
  UNWIND $features AS feature
  MERGE (f:Feature {key: feature.name})
    ON CREATE SET f:Entity, f.id = feature.featureId, f.name = feature.name, f.recordedAt = $at
  MERGE (fv:FeatureVersion {key: feature.key})
    ON CREATE SET fv:Entity, fv.id = feature.versionId, fv.version = feature.version, fv.knownAt = $at,
                  fv.availability = 'CREATION', fv.recordedAt = $at
  MERGE (fv)-[:VERSION_OF]->(f)
  MERGE (v)-[:DEPENDS_ON]->(fv)
  RETURN count(*) AS registered
}
RETURN v.stage AS stage, unknown
