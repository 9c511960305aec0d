// What do the nodes of these undos say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (h:StateChange {id: id})<-[:WAS_INVALIDATED_BY]-(d:Decision)-[:ABOUT]->(c:Case)
USING INDEX SEEK h:StateChange(id)
RETURN h.id AS subject_id, d.id AS decision_id, c.id AS case_id, h.actorId AS actor_id, h.reason AS reason_code,
       h.note AS note, h.recordedAt AS undone_at
