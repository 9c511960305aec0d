// Who took a decision, on which task, and may it still be taken back?
MATCH (d:Decision {id: $decision_id})-[:ABOUT]->(c:Case)
USING INDEX SEEK d:Decision(id)
MATCH (e:OutboxEvent {decisionId: $decision_id})
USING INDEX SEEK e:OutboxEvent(decisionId)
OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)-[:USED]->(t:ReviewTask)
OPTIONAL MATCH (r)-[:WAS_ASSOCIATED_WITH]->(decider:Person)
RETURN t.id AS task_id, decider.id AS decider_id, e.state AS event_state, e.deliverAfter AS deliver_after
