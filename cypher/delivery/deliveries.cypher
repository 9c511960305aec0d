// Which events wait for an address, were given up or have arrived there, the newest first?
MATCH (y:Delivery)
USING INDEX SEEK y:Delivery(sortKey)
WHERE y.sortKey STARTS WITH $prefix
WITH y
ORDER BY y.sortKey DESC
LIMIT $limit
MATCH (e:OutboxEvent {id: y.eventId})
USING INDEX SEEK e:OutboxEvent(id)
RETURN y { .* } AS delivery, e { .* } AS event
ORDER BY y.sortKey DESC
