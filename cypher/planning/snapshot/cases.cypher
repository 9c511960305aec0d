// Which versions of the values of a point's cases were known before a moment, since when? Columns, in chunks.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of
MATCH (s:InputSnapshot)-[:ABOUT]->(c)
WHERE s.knownAt < $as_of
MATCH (s)-[:TAKEN_FROM]->(version:DatasetVersion)
WITH id(c) / $chunk AS chunk, c, s, version
RETURN chunk, collect(id(c)) AS numbers, collect(c.id) AS ids, collect(c.externalId) AS external_ids,
       collect(coalesce(c.occurredAt, c.knownAt)) AS started, collect(c.knownAt) AS known,
       collect(c.sequence IS NOT NULL AND c.occurredAt IS NULL) AS untimed, collect(coalesce(c.sequence, -1)) AS places,
       collect(coalesce(c.origin, 'LIVE')) AS origins,
       collect(s.id) AS snapshot_ids, collect(s.knownAt) AS taken, collect(s.values) AS values,
       collect(s.quality) AS qualities, collect(version.id) AS dataset_versions,
       collect(version.version) AS dataset_names, collect(coalesce(s.asOf - s.sourceAt, 0)) AS shifts
