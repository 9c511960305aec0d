// Registers where submissions come from: source, dataset, version; no version where the dataset has another source.
MERGE (d:Dataset {key: $dataset})
  ON CREATE SET d:Entity, d.id = $dataset_id, d.namespace = $namespace, d.name = $name, d.recordedAt = $at
WITH d, [(d)-[:HAD_PRIMARY_SOURCE]->(one:DataSource) | one.key] AS sources
CALL (d, sources) {
  WITH d, sources
  WHERE sources = []
  MERGE (s:DataSource {key: $source})
    ON CREATE SET s:Entity, s.id = $source_id, s.name = $source, s.recordedAt = $at
  MERGE (d)-[:HAD_PRIMARY_SOURCE]->(s)
  RETURN count(*) AS opened
}
WITH d, CASE WHEN sources = [] OR $source IN sources THEN $source ELSE sources[0] END AS source
CALL (d, source) {
  WITH d, source
  WHERE source = $source
  MERGE (v:DatasetVersion {key: $key})
    ON CREATE SET v:Entity, v.id = $version_id, v.version = $version, v.sha256 = $sha256, v.knownAt = $at,
                  v.recordedAt = $at
  MERGE (v)-[:VERSION_OF]->(d)
  RETURN collect(v.sha256) AS digests
}
RETURN source, digests[0] AS sha256
