// What is on record of an address that events are delivered to?
MATCH (w:WebhookEndpoint {id: $id})
USING INDEX SEEK w:WebhookEndpoint(id)
RETURN w { .* } AS endpoint
