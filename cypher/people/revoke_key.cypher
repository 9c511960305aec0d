// Ends an API key; no row where there is none.
MATCH (k:ApiKey {id: $id})-[:ISSUED_TO]->(a:Account)
USING INDEX SEEK k:ApiKey(id)
SET k.revokedAt = coalesce(k.revokedAt, $at)
RETURN a.key AS account
