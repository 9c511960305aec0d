// Which drawn decisions of a decision point can be judged now, the oldest first?
MATCH (d:Decision {spotCheck: $key})-[:ABOUT]->(c:Case)
USING INDEX SEEK d:Decision(spotCheck)
WHERE d.effectiveCaseId IS NOT NULL AND d.finalAt <= $now AND c.openAppeal IS NULL
RETURN d.id AS decision_id
ORDER BY d.id
LIMIT $limit
