// How far does each case of a point reach, and which need a person whatever policy says? Columns in one row.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.knownAt < $as_of
RETURN collect(c.id) AS ids, collect(coalesce(c.reach, -1)) AS reaches,
       collect(coalesce(c.personRequired, false)) AS required
