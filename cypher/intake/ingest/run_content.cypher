// Which decisions did a run bring, as its digest commits to them?
MATCH (run:IngestRun {key: $key})<-[:WAS_GENERATED_BY]-(decision:Decision)-[:ABOUT]->(subject:Case)
USING INDEX SEEK run:IngestRun(key)
MATCH (decision)-[:WAS_ATTRIBUTED_TO]->(person:Person)
RETURN subject.key AS case_key, decision.action AS action, person.key AS person_key, decision.decidedAt AS decided_at
