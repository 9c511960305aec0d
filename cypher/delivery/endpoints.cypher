// To which addresses are events delivered, and how many events wait for each or were given up?
MATCH (w:WebhookEndpoint)
USING INDEX SEEK w:WebhookEndpoint(state)
WHERE w.state IN $states
RETURN w { .* } AS endpoint,
       COUNT { MATCH (y:Delivery) USING INDEX SEEK y:Delivery(sortKey)
               WHERE y.sortKey STARTS WITH w.id + '|WAITING|' } AS waiting,
       COUNT { MATCH (y:Delivery) USING INDEX SEEK y:Delivery(sortKey)
               WHERE y.sortKey STARTS WITH w.id + '|DEAD|' } AS dead
ORDER BY w.recordedAt, w.id
