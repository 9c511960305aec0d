// How far is a model version trusted, which of its ancestors are recalled, and which feature versions does it know?
MATCH (m:ModelVersion {key: $model})
USING INDEX SEEK m:ModelVersion(key)
OPTIONAL MATCH (m)-[:TRAINED_ON]->(d:DatasetVersion {stage: 'RECALLED'})
WITH m, collect(d.key) AS tainted
OPTIONAL MATCH (m)-[:DEPENDS_ON]->(f:FeatureVersion)
RETURN m.stage AS stage, tainted, collect(f.key) AS features
