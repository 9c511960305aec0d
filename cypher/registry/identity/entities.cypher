// Which business entities are there, a chunk at a time by key?
MATCH (e:BusinessEntity)
USING INDEX SEEK e:BusinessEntity(key)
WHERE e.key > $after
RETURN e.key AS key, e.id AS id, e.kind AS kind, coalesce(e.name, e.externalId) AS name
ORDER BY e.key
LIMIT $limit
