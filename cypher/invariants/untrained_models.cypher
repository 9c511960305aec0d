// Which model versions in use do not say which data they learned from?
MATCH (v:ModelVersion)
WHERE v.stage = 'ACTIVE' AND NOT EXISTS { (v)-[:TRAINED_ON]->() }
RETURN v.id AS id, 'ModelVersion' AS kind, v.key AS name, ['no training data are named'] AS because
LIMIT $most
