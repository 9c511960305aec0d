// Which row comes next in a point's log without a clock, after all that has come in of it? No row where it has none.
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.sequence IS NOT NULL
OPTIONAL MATCH (c)<-[:ABOUT]-(later:Decision|Outcome)
WITH max(c.sequence) AS began, max(later.sequence) AS last
WHERE began IS NOT NULL
RETURN CASE WHEN last > began THEN last ELSE began END + 1 AS row
