// What is registered under the names of a dataset version and a model version: whose content, and which features?
OPTIONAL MATCH (data:DatasetVersion {key: $dataset})
USING INDEX SEEK data:DatasetVersion(key)
OPTIONAL MATCH (model:ModelVersion {key: $model})
USING INDEX SEEK model:ModelVersion(key)
RETURN data IS NOT NULL AS known, data.sha256 AS sha256, model.stage AS stage,
       [(model)-[:DEPENDS_ON]->(f:FeatureVersion) | f.key] AS features
