// What is the first task of the newest round of each case that waits for people, and which slots have a task?
UNWIND $case_ids AS id
MATCH (c:Case {id: id})
USING INDEX SEEK c:Case(id)
WHERE c.state = 'IN_REVIEW' AND c.awaitingScore IS NULL
MATCH (t:ReviewTask)-[:ABOUT]->(c)
WITH c, t ORDER BY t.round DESC, t.slot
WITH c, collect(t) AS tasks
WITH c, tasks, head(tasks) AS lead
MATCH (lead)-[:IN_QUEUE]->(queue:Queue)
RETURN c.id AS case_id, c.version AS case_version,
       lead { .id, .round, .priority, .dueAt, .atRiskAt, .quorum, .knownAt } AS task, queue.key AS queue,
       [one IN tasks WHERE one.round = lead.round | one.slot] AS slots,
       head([(lead)-[:PRESENTS]->(:ReviewPacket)-[:PRESENTS]->(:InputSnapshot)-[:WAS_GENERATED_BY]->(edit:Review {verdict: 'EDIT'})
             -[:USED]->(was:ReviewTask) WHERE was.round = lead.round - 1 AND was.quorum IS NOT NULL
             | edit { .id, .reasonCode, editor: head([(edit)-[:WAS_ASSOCIATED_WITH]->(who:Person) | who.id]) }]) AS edit
