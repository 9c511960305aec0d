// Adds what became of replayed decisions, or of past cases without one, each once, with the run that brought it.
// None is added that contradicts what is on record.
MATCH (run:IngestRun {key: $run_key})
USING INDEX SEEK run:IngestRun(key)
UNWIND $rows AS row
MATCH (subject:Case {key: row.caseKey})
USING INDEX SEEK subject:Case(key)
WHERE subject.origin = 'REPLAYED'
OPTIONAL MATCH (decision:Decision {effectiveCaseId: subject.id})-[:WAS_GENERATED_BY]->(:IngestRun)
USING INDEX SEEK decision:Decision(effectiveCaseId)
WITH run, subject, row, decision, coalesce(decision.id, subject.id) + row.keyTail AS key
WHERE decision IS NOT NULL OR subject.state = 'UNDECIDED'
OPTIONAL MATCH (seen:Outcome {key: key})
USING INDEX SEEK seen:Outcome(key)
WITH run, subject, decision, row, key
WHERE seen IS NULL AND NOT EXISTS {
  (other:Outcome)-[:ABOUT]->(subject)
  WHERE other.kind = row.kind AND other.value <> row.value AND other.value IN ['true', 'false']
    AND (decision IS NULL OR EXISTS { (other)-[:RESULTED_FROM]->(decision) })
    AND NOT EXISTS { ()-[:WAS_REVISION_OF]->(other) }
}
CREATE (outcome:Outcome:Entity {id: row.id, key: key, kind: row.kind, value: row.value,
  contentDigest: row.contentDigest, occurredAt: row.occurredAt, sequence: row.sequence,
  knownAt: row.knownAt, recordedAt: $recorded_at})
FOREACH (one IN CASE WHEN decision IS NULL THEN [] ELSE [decision] END |
  CREATE (outcome)-[:RESULTED_FROM]->(one))
CREATE (outcome)-[:ABOUT]->(subject)
CREATE (outcome)-[:WAS_GENERATED_BY]->(run)
RETURN count(outcome) AS added
