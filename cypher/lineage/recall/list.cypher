// Which recalls were opened, the newest first, or which is one: by whom, who sees to it, how many decisions stand how, by which bases, and who closed it?
MATCH (r:Recall)
USING INDEX SEEK r:Recall(id)
WHERE r.id > $after AND ($recall_id IS NULL OR r.id = $recall_id)
WITH r ORDER BY r.id DESC LIMIT $limit
OPTIONAL MATCH (opener:Person {id: r.openerId})
USING INDEX SEEK opener:Person(id)
OPTIONAL MATCH (owner:Person {id: r.ownerId})
USING INDEX SEEK owner:Person(id)
CALL (r) {
  MATCH (r)<-[:WAS_INFORMED_BY]-(i:RecallItem)
  OPTIONAL MATCH (i)<-[:WAS_INFORMED_BY]-(a:Appeal)
  WITH i.state AS state, a.state AS appeal, i.bases AS bases, count(*) AS items
  RETURN collect([state, appeal, bases, items]) AS progress
}
CALL (r) {
  MATCH (r)<-[:WAS_INFORMED_BY]-(:RecallItem)-[:ABOUT]->(:Decision)<-[:RESULTED_FROM]-(o:Outcome)
  RETURN count(o) AS outcomes
}
RETURN r { .id, .targetKind, .targetId, .target, .since, .until, .reason, .steps, .withTraining, .state, .report, .closedAt,
           .recordedAt } AS recall,
       opener.name AS opener, owner.name AS owner, progress, outcomes,
       head(COLLECT {
         MATCH (r)<-[:ABOUT]-(change:StateChange {command: 'CLOSE_RECALL'})
         OPTIONAL MATCH (by:Person {id: change.actorId})
         USING INDEX SEEK by:Person(id)
         RETURN { note: change.note, by: by.name }
       }) AS closing
ORDER BY r.id DESC
