// Which open tasks are held by people who no longer review?
MATCH (person:Person)
USING INDEX SEEK person:Person(reviewEndedAt)
WHERE person.reviewEndedAt > 0
MATCH (t:ReviewTask {holderId: person.id})
USING INDEX SEEK t:ReviewTask(holderId)
WHERE t.state = 'RESERVED' AND t.leaseExpiresAt > $now
RETURN t.id AS task_id, person.id AS person_id
ORDER BY task_id
LIMIT $limit
