// Registers the features that a pack declares, with the moment at which each is known.
MATCH (dataset:Dataset {key: $dataset_key})
USING INDEX SEEK dataset:Dataset(key)
UNWIND $rows AS row
MERGE (feature:Feature {key: row.featureKey})
  ON CREATE SET feature:Entity, feature.id = row.featureId, feature.name = row.name, feature.recordedAt = $recorded_at
MERGE (version:FeatureVersion {key: row.key})
  ON CREATE SET version:Entity, version.id = row.id, version.version = row.version, version.valueType = row.valueType,
    version.unit = row.unit, version.availability = row.availability, version.words = row.words,
    version.knownAt = $recorded_at, version.recordedAt = $recorded_at
MERGE (version)-[:VERSION_OF]->(feature)
MERGE (version)-[:COMPUTED_FROM]->(dataset)
RETURN count(version) AS added
