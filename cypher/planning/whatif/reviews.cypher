// Which reviews of a point were timed before a moment: of which case, by whom, claimed and done when? Columns in one row.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)<-[:ABOUT]-(t:ReviewTask)<-[:USED]-(r:Review)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of AND r.knownAt < $as_of AND r.claimedAt IS NOT NULL
MATCH (r)-[:WAS_ASSOCIATED_WITH]->(who:Person)
WITH c, r, who ORDER BY r.knownAt, r.id
RETURN collect(c.id) AS cases, collect(who.id) AS people, collect(r.claimedAt) AS claimed, collect(r.knownAt) AS done,
       collect(coalesce(r.dwellMs, -1)) AS dwells
