// Adds what became of replayed decisions, each once, with the run that brought it.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
UNWIND $rows AS row
MATCH (subject:Case {key: row.caseKey})
USING INDEX SEEK subject:Case(key)
MATCH (decision:Decision {effectiveCaseId: subject.id})-[:WAS_GENERATED_BY]->(:IngestRun)
USING INDEX SEEK decision:Decision(effectiveCaseId)
OPTIONAL MATCH (seen:Outcome {key: decision.id + row.keyTail})
USING INDEX SEEK seen:Outcome(key)
WITH run, subject, decision, row
WHERE seen IS NULL
CREATE (outcome:Outcome:Entity {id: row.id, key: decision.id + row.keyTail, kind: row.kind, value: row.value,
  contentDigest: row.contentDigest, occurredAt: row.knownAt, knownAt: row.knownAt, recordedAt: $recorded_at})
CREATE (outcome)-[:RESULTED_FROM]->(decision)
CREATE (outcome)-[:ABOUT]->(subject)
CREATE (outcome)-[:WAS_GENERATED_BY]->(run)
RETURN count(outcome) AS added
