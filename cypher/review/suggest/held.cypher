// How many tasks does each of these people hold now?
UNWIND $people AS id
CALL (id) {
  MATCH (t:ReviewTask {holderId: id})
  USING INDEX SEEK t:ReviewTask(holderId)
  WHERE t.state = 'SUSPENDED' OR (t.state = 'RESERVED' AND t.leaseExpiresAt > $now)
  RETURN count(t) AS held
}
RETURN id AS person_id, held
