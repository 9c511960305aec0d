// What do these cases hold: their newest data but for what reviewers corrected, and what was decided with what outcome?
UNWIND $keys AS key
MATCH (subject:Case {key: key})
USING INDEX SEEK subject:Case(key)
OPTIONAL MATCH (decision:Decision {effectiveCaseId: subject.id})
USING INDEX SEEK decision:Decision(effectiveCaseId)
OPTIONAL MATCH (decision)-[:WAS_ATTRIBUTED_TO]->(person:Person|SoftwareAgent)
RETURN subject.key AS key, subject.state AS state,
  COLLECT {
    MATCH (snapshot:InputSnapshot)-[:ABOUT]->(subject)
    WHERE NOT EXISTS { (snapshot)-[:WAS_GENERATED_BY]->(:Review) }
    RETURN snapshot.values ORDER BY snapshot.recordedAt DESC, snapshot.id DESC LIMIT 1
  }[0] AS values,
  COLLECT {
    MATCH (snapshot:InputSnapshot)-[:ABOUT]->(subject)
    WHERE NOT EXISTS { (snapshot)-[:WAS_GENERATED_BY]->(:Review) }
    WITH snapshot ORDER BY snapshot.recordedAt DESC, snapshot.id DESC LIMIT 1
    MATCH (check:QualityCheck)-[:ABOUT]->(snapshot)
    RETURN check { .gateRow, .findings, .gatesFailed, .gatesNotRun } AS one
    ORDER BY check.recordedAt DESC, check.id DESC LIMIT 1
  }[0] AS checked,
  EXISTS { (subject)<-[:ABOUT]-(:InputSnapshot)-[:WAS_GENERATED_BY]->(:Review) } AS edited,
  decision.origin AS decision_origin, decision.action AS action, person.key AS person_key,
  coalesce(decision.sequence, decision.decidedAt) AS decided_at, decision.statedOtherwise AS stated_otherwise,
  COLLECT {
    MATCH (outcome:Outcome)-[:ABOUT]->(subject)
    WHERE (decision IS NULL OR EXISTS { (outcome)-[:RESULTED_FROM]->(decision) })
      AND NOT EXISTS { ()-[:WAS_REVISION_OF]->(outcome) }
    RETURN outcome.kind + '=' + outcome.value
  } AS outcomes
