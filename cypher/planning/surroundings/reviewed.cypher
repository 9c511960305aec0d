// Which tasks of a point were known before a moment, when was each due and done, and when was it first escalated? Columns, in chunks; -1: not.
MATCH (point:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(t:ReviewTask)
USING INDEX SEEK point:DecisionPoint(key)
WHERE c.knownAt < $as_of AND t.knownAt < $as_of AND t.state <> 'OBSOLETE'
WITH c, t,
     head(COLLECT { MATCH (t)<-[:USED]-(r:Review) WHERE r.knownAt < $as_of RETURN r.knownAt ORDER BY r.knownAt DESC }) AS done,
     head(COLLECT { MATCH (t)-[:ESCALATED_BY]->(e:Escalation) WHERE e.knownAt < $as_of RETURN e.knownAt ORDER BY e.knownAt }) AS escalated
WITH id(t) / $chunk AS chunk, c, t, done, escalated
RETURN chunk, collect(c.id) AS cases, collect(coalesce(t.dueAt, -1)) AS due, collect(coalesce(done, -1)) AS done,
       collect(coalesce(escalated, -1)) AS escalated
