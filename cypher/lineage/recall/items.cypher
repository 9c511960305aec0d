// How does each decision of a recall stand, in the order in which they are looked at again?
MATCH (i:RecallItem)-[:ABOUT]->(d:Decision)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK i:RecallItem(sortKey)
WHERE i.sortKey > $after AND i.sortKey < $until
OPTIONAL MATCH (i)<-[:WAS_INFORMED_BY]-(a:Appeal)
WITH i, d, c, point, a
WHERE $state IS NULL OR $state = CASE WHEN i.state = 'IN_REVIEW' AND a.state <> 'OPEN' THEN a.state ELSE i.state END
WITH i, d, c, point, a ORDER BY i.sortKey LIMIT $limit
RETURN i { .id, .sortKey, .state, .bases, .reason } AS item, a.state AS appeal, d { .id, .action, .decidedAt, .kind } AS decision,
       c { .id, .externalId } AS case, point { .key, .name, .reversible } AS point,
       head([(n:Decision)-[:WAS_REVISION_OF]->(d) | n { .id, .action }]) AS revision,
       COUNT { (d)<-[:RESULTED_FROM]-(:Outcome) } AS outcomes,
       head(COLLECT {
         MATCH (i)<-[:ABOUT]-(change:StateChange {command: 'SETTLE_RECALL_ITEM'})
         OPTIONAL MATCH (by:Person {id: change.actorId})
         USING INDEX SEEK by:Person(id)
         RETURN { note: change.note, by: by.name, at: change.recordedAt }
       }) AS settled
ORDER BY i.sortKey
