// Records a course that a person completed, and lets every decision in flight see the change of their rights.
MATCH (a:Account {key: $account})-[:ACTS_AS]->(p:Person)
USING INDEX SEEK a:Account(key)
SET p.rightsEpoch = p.rightsEpoch + 1
MERGE (t:Training {key: $course})
  ON CREATE SET t:Entity, t.id = $training_id, t.name = $course, t.recordedAt = $at
MERGE (p)-[done:HAS_TRAINING]->(t)
SET done.knownFrom = $at, done.validUntil = $valid_until
RETURN p.id AS person_id
