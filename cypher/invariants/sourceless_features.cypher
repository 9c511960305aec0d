// Which features do not say which dataset they are computed from?
MATCH (f:FeatureVersion)
WHERE NOT EXISTS { (f)-[:COMPUTED_FROM]->() }
RETURN f.id AS id, 'FeatureVersion' AS kind, f.key AS name, ['no dataset is named'] AS because
LIMIT $most
