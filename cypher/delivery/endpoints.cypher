// To which addresses are events delivered?
MATCH (w:WebhookEndpoint)
USING INDEX SEEK w:WebhookEndpoint(state)
WHERE w.state IN $states
RETURN w { .* } AS endpoint
ORDER BY w.recordedAt, w.id
