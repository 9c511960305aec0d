// How were the columns distributed in the newest version of a dataset before a moment that says so?
MATCH (dataset:Dataset {key: $dataset_key})
USING INDEX SEEK dataset:Dataset(key)
MATCH (version:DatasetVersion)-[:VERSION_OF]->(dataset)
WHERE version.profile IS NOT NULL AND version.knownAt < $before
RETURN version.profile AS profile
ORDER BY version.knownAt DESC, version.id DESC
LIMIT 1
