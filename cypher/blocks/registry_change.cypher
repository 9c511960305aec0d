// Write a change of the registry with its audit entry, what is to be delivered, and its request where it has one.
CREATE (change:StateChange:Activity)
SET change = row.change
CREATE (change)-[:ABOUT]->(source)
// include: blocks/audit_and_outbox.cypher
FOREACH (one IN CASE WHEN row.idempotency IS NULL THEN [] ELSE [row.idempotency] END |
  CREATE (i:IdempotencyKey)
  SET i = one)
