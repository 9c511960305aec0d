// Keep what the request led to under its idempotency key, where the row has one.
FOREACH (one IN CASE WHEN row.idempotency IS NULL THEN [] ELSE [row.idempotency] END |
  CREATE (i:IdempotencyKey)
  SET i = one)
