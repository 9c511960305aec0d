// Which nodes of provenance were known before a moment? Columns, in chunks by kind.
MATCH (n:Entity|Activity|Agent)
WHERE coalesce(n.knownAt, -1) < $as_of
WITH [label IN labels(n) WHERE NOT label IN ['Entity', 'Activity', 'Agent', 'Reviewer']][0] AS kind, n
WITH kind, id(n) / $chunk AS chunk, n
RETURN chunk, kind, collect(id(n)) AS numbers, collect(n.id) AS ids, collect(coalesce(n.knownAt, -1)) AS known
