// Which attempts are due, where do they go, and what do they tell of?
MATCH (y:Delivery)
USING INDEX SEEK y:Delivery(nextAttemptAt)
WHERE y.nextAttemptAt <= $now
WITH y
ORDER BY y.nextAttemptAt
LIMIT $limit
MATCH (w:WebhookEndpoint {id: y.endpointId})
USING INDEX SEEK w:WebhookEndpoint(id)
MATCH (e:OutboxEvent {id: y.eventId})
USING INDEX SEEK e:OutboxEvent(id)
OPTIONAL MATCH (d:Decision {id: e.decisionId})
USING INDEX SEEK d:Decision(id)
WITH y, w, e, d, head([(d)-[:ABOUT]->(c:Case) | c]) AS c
RETURN y { .* } AS delivery, w { .* } AS endpoint, e { .* } AS event, d { .* } AS decision,
       c { .id, .externalId } AS case, head([(c)-[:AT]->(p:DecisionPoint) | p.key]) AS point
