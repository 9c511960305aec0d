// Which edges from nodes of some internal numbers held at a moment, between nodes that are exported?
MATCH (n)-[r]->(m)
WHERE id(n) IN range($first, $last) AND (n:Entity OR n:Activity OR n:Agent) AND (m:Entity OR m:Activity OR m:Agent)
  AND coalesce(n.knownAt, -1) < $as_of AND coalesce(m.knownAt, -1) < $as_of
  AND coalesce(r.knownFrom, -1) < $as_of AND (r.knownTo IS NULL OR r.knownTo >= $as_of)
  AND ($kinds IS NULL OR (any(label IN labels(n) WHERE label IN $kinds) AND any(label IN labels(m) WHERE label IN $kinds)))
RETURN n.id AS source, type(r) AS kind, m.id AS target, properties(r) AS properties
