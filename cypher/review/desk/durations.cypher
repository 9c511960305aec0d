// How long did the latest reviews at a task's point take, how long have open ones waited, and since when does the task wait?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
CALL (point) {
  MATCH (d:Decision)
  USING INDEX SEEK d:Decision(sortKey)
  WHERE d.sortKey < $before AND d.kind = 'HUMAN' AND d.state <> 'INVALIDATED'
    AND EXISTS { (d)-[:ABOUT]->(:Case)-[:AT]->(point) }
  WITH d ORDER BY d.sortKey DESC LIMIT $recent
  MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(done:ReviewTask)-[:IN_QUEUE]->(queue:Queue)
  RETURN collect([queue.key, done.priority, d.decidedAt - done.recordedAt]) AS ended
}
CALL (point) {
  MATCH (open:ReviewTask)
  USING INDEX SEEK open:ReviewTask(sortKey)
  WHERE open.sortKey > '' AND EXISTS { (open)-[:ABOUT]->(:Case)-[:AT]->(point) }
  WITH open LIMIT $recent
  MATCH (open)-[:IN_QUEUE]->(queue:Queue)
  RETURN collect([queue.key, open.priority, $now - open.recordedAt]) AS running
}
RETURN head([(t)-[:IN_QUEUE]->(queue:Queue) | queue.key]) AS queue, t.priority AS priority, t.recordedAt AS since,
       t.sortKey IS NOT NULL AS waits, ended, running
