// Whose courses end between two moments, which decision points demand them, and which open tasks do these people hold?
MATCH (account:Account)-[:ACTS_AS]->(p:Person)-[valid:HAS_TRAINING]->(t:Training)
USING INDEX SEEK account:Account(key)
WHERE account.key > '' AND valid.validUntil >= $since AND valid.validUntil < $until
  AND NOT EXISTS { (p)-[later:HAS_TRAINING]->(t) WHERE later.validUntil >= $until }
WITH p, t, max(valid.validUntil) AS ends
ORDER BY ends, p.key, t.key
LIMIT $limit
RETURN p.id AS person_id, coalesce(p.name, p.key) AS person, coalesce(t.name, t.key) AS course, ends,
       COLLECT {
         MATCH (point:DecisionPoint)
         USING INDEX SEEK point:DecisionPoint(key)
         WHERE point.key > '' AND coalesce(point.requiredCourse, $default_course) = t.key
         RETURN coalesce(point.name, point.key) AS name ORDER BY name
       } AS points,
       COLLECT {
         MATCH (task:ReviewTask {holderId: p.id})
         USING INDEX SEEK task:ReviewTask(holderId)
         WHERE task.state IN $held AND (task.state <> 'RESERVED' OR task.leaseExpiresAt > $now)
         WITH task ORDER BY task.sortKey LIMIT $limit
         MATCH (task)-[:ABOUT]->(c:Case)
         RETURN [task.id, c.externalId, task.dueAt]
       } AS tasks
