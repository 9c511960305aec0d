// Records a course that a person completed, and lets every decision in flight see the change of their rights.
MATCH (a:Account {key: $account})-[:ACTS_AS]->(source:Person)
USING INDEX SEEK a:Account(key)
SET source.rightsEpoch = source.rightsEpoch + 1
MERGE (course:Training {key: $course})
  ON CREATE SET course:Entity, course.id = $training_id, course.name = $course, course.recordedAt = $at
WITH source, course, $at AS at, $valid_until AS valid_until
// include: blocks/course_counts.cypher
RETURN source.id AS person_id
