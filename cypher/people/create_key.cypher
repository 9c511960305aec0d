// Adds an API key to an account that may be used; no row where there is none.
MATCH (a:Account {key: $account})
USING INDEX SEEK a:Account(key)
WHERE NOT coalesce(a.disabled, false)
CREATE (k:ApiKey)
SET k = $api_key
CREATE (k)-[:ISSUED_TO]->(a)
RETURN k.id AS id
