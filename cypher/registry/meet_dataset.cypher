// Registers where submissions come from: source, dataset, version; nothing where the version holds other content.
MERGE (v:DatasetVersion {key: $key})
  ON CREATE SET v:Entity, v.id = $version_id, v.version = $version, v.sha256 = $sha256, v.knownAt = $at,
                v.recordedAt = $at
WITH v, coalesce(v.sha256, '') = coalesce($sha256, '') AS same
CALL (v, same) {
  WITH v, same
  WHERE same
  MERGE (s:DataSource {key: $source})
    ON CREATE SET s:Entity, s.id = $source_id, s.name = $source, s.recordedAt = $at
  MERGE (d:Dataset {key: $dataset})
    ON CREATE SET d:Entity, d.id = $dataset_id, d.namespace = $namespace, d.name = $name, d.recordedAt = $at
  MERGE (d)-[:HAD_PRIMARY_SOURCE]->(s)
  MERGE (v)-[:VERSION_OF]->(d)
  RETURN count(*) AS registered
}
RETURN v.id AS id, v.sha256 AS sha256, v.stage AS stage
