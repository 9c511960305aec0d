// Keep what the request led to under its idempotency key.
CREATE (i:IdempotencyKey)
SET i = row.idempotency
