// A course that still counts is prolonged, so that reviews made under it stay covered; one that has ended stays too.
CALL (source, course, at, valid_until) {
  OPTIONAL MATCH (source)-[valid:HAS_TRAINING]->(course)
  WHERE valid.validUntil > at
  WITH source, course, at, valid_until, collect(valid) AS running
  FOREACH (one IN running | SET one.validUntil = valid_until)
  FOREACH (missing IN CASE WHEN size(running) = 0 THEN [1] ELSE [] END |
    CREATE (source)-[:HAS_TRAINING {knownFrom: at, validUntil: valid_until}]->(course))
  RETURN size(running) AS prolonged
}
