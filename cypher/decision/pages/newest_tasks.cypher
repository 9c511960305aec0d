// Which tasks of a range of ids come next, newest first, open or not: of a queue, and of who holds them or acted on them?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(id)
WHERE t.id < $before AND t.id >= $until AND t.state IN $states
  AND ($queue IS NULL OR EXISTS { (t)-[:IN_QUEUE]->(:Queue {key: $queue}) })
  AND ($person_id IS NULL OR t.holderId = $person_id
       OR EXISTS { (t)<-[:USED]-(:Review)-[:WAS_ASSOCIATED_WITH]->(:Person {id: $person_id}) })
RETURN t.id AS id, t.id AS sort_key
ORDER BY t.id DESC
LIMIT $limit
