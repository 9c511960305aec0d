// Records a course that a person completed, and lets every decision in flight see the change of their rights.
MATCH (a:Account {key: $account})-[:ACTS_AS]->(p:Person)
USING INDEX SEEK a:Account(key)
SET p.rightsEpoch = p.rightsEpoch + 1
MERGE (t:Training {key: $course})
  ON CREATE SET t:Entity, t.id = $training_id, t.name = $course, t.recordedAt = $at
WITH p, t
// A course that is still valid is prolonged, so that reviews made under it stay covered; one that has ended stays too.
CALL (p, t) {
  OPTIONAL MATCH (p)-[valid:HAS_TRAINING]->(t)
  WHERE valid.validUntil > $at
  RETURN collect(valid) AS running
}
FOREACH (one IN running | SET one.validUntil = $valid_until)
FOREACH (missing IN CASE WHEN size(running) = 0 THEN [1] ELSE [] END |
  CREATE (p)-[:HAS_TRAINING {knownFrom: $at, validUntil: $valid_until}]->(t))
RETURN p.id AS person_id
