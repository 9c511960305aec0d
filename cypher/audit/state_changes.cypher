// What do the nodes of these changes of state say today about what their leaves commit to?
UNWIND $ids AS id
MATCH (change:StateChange {id: id})-[:ABOUT]->(n)
USING INDEX SEEK change:StateChange(id)
RETURN change.id AS subject_id, n.id AS node_id, change.command AS command, change.fromState AS from_state,
       change.toState AS to_state, change.note AS note, change.actorId AS actor_id, change.recordedAt AS changed_at
