// What do the nodes of these outcomes say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (o:Outcome {id: id})-[:RESULTED_FROM]->(d:Decision)-[:ABOUT]->(c:Case)
USING INDEX SEEK o:Outcome(id)
RETURN o.id AS subject_id, d.id AS decision_id, c.id AS case_id, o.kind AS kind, o.value AS value, o.money AS money,
       o.occurredAt AS occurred_at, o.knownAt AS known_at, o.reporterId AS reporter_id,
       [(o)-[:WAS_REVISION_OF]->(earlier) | earlier.id] AS corrects, o.correctionReason AS correction_reason
