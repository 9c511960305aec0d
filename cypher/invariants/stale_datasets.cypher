// Which datasets that a model in use learned from have had no new version since a moment?
MATCH (v:ModelVersion)
WHERE v.stage = 'ACTIVE'
MATCH (v)-[:TRAINED_ON]->(:DatasetVersion)-[:VERSION_OF]->(data:Dataset)
WITH DISTINCT data
CALL (data) {
  MATCH (data)<-[:VERSION_OF]-(one:DatasetVersion)
  RETURN max(one.knownAt) AS newest
}
WITH data, newest
WHERE newest < $before
RETURN data.id AS id, 'Dataset' AS kind, coalesce(data.name, data.key) AS name,
       ['no new version for ' + ($now - newest) / 86400000 + ' days'] AS because
LIMIT $most
