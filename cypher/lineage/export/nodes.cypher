// Which nodes of some internal numbers were known before a moment, with all that is stored of them?
MATCH (n)
WHERE id(n) IN range($first, $last) AND (n:Entity OR n:Activity OR n:Agent) AND coalesce(n.knownAt, -1) < $as_of
  AND ($kinds IS NULL OR any(label IN labels(n) WHERE label IN $kinds))
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties
