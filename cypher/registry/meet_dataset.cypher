// Registers where submissions come from: source, dataset and the version that takes them.
MERGE (s:DataSource {key: $source})
  ON CREATE SET s:Entity, s.id = $source_id, s.name = $source, s.recordedAt = $at
MERGE (d:Dataset {key: $dataset})
  ON CREATE SET d:Entity, d.id = $dataset_id, d.namespace = $namespace, d.name = $name, d.recordedAt = $at
MERGE (d)-[:HAD_PRIMARY_SOURCE]->(s)
MERGE (v:DatasetVersion {key: $key})
  ON CREATE SET v:Entity, v.id = $version_id, v.version = $version, v.sha256 = $sha256, v.knownAt = $at,
                v.recordedAt = $at
MERGE (v)-[:VERSION_OF]->(d)
RETURN v.id AS id, v.sha256 AS sha256, v.stage AS stage
