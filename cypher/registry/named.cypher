// What is registered under the names of a dataset, its version and a model version: which sources, content and features?
OPTIONAL MATCH (data:DatasetVersion {key: $version})
USING INDEX SEEK data:DatasetVersion(key)
OPTIONAL MATCH (dataset:Dataset {key: $dataset})
USING INDEX SEEK dataset:Dataset(key)
OPTIONAL MATCH (model:ModelVersion {key: $model})
USING INDEX SEEK model:ModelVersion(key)
RETURN [(dataset)-[:HAD_PRIMARY_SOURCE]->(source:DataSource) | source.key] AS sources,
       data IS NOT NULL AS known, data.sha256 AS sha256, model.stage AS stage,
       [(model)-[:DEPENDS_ON]->(f:FeatureVersion) | f.key] AS features
