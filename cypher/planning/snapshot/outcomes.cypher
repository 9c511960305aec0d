// What had come of the decisions of a point, as far as known before a moment? Columns, in chunks.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(o:Outcome)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of AND o.knownAt < $as_of
  AND NOT EXISTS { (k)-[:WAS_REVISION_OF]->(o) WHERE k.knownAt < $as_of }
WITH id(o) / $chunk AS chunk, c, o
RETURN chunk, collect(id(c)) AS numbers, collect(o.id) AS ids, collect(o.kind) AS kinds, collect(o.value) AS values,
       collect(o.money IS NOT NULL) AS priced, collect(coalesce(o.money, 0.0)) AS money, collect(o.knownAt) AS known,
       collect(coalesce(o.sequence, c.sequence, -1)) AS places
