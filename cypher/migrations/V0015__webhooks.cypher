// Addresses that events are delivered to, and each event on its way to one.
CREATE CONSTRAINT webhook_endpoint_id_unique IF NOT EXISTS FOR (n:WebhookEndpoint) REQUIRE n.id IS UNIQUE;
CREATE INDEX webhook_endpoint_state_index IF NOT EXISTS FOR (n:WebhookEndpoint) ON (n.state);
CREATE CONSTRAINT delivery_key_unique IF NOT EXISTS FOR (n:Delivery) REQUIRE n.key IS UNIQUE;
CREATE INDEX delivery_event_id_index IF NOT EXISTS FOR (n:Delivery) ON (n.eventId);
CREATE INDEX delivery_next_attempt_at_index IF NOT EXISTS FOR (n:Delivery) ON (n.nextAttemptAt);
CREATE INDEX delivery_sort_key_index IF NOT EXISTS FOR (n:Delivery) ON (n.sortKey);
