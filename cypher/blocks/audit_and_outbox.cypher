// Write the audit entries, and what is to be delivered.
FOREACH (one IN row.audit |
  CREATE (a:AuditEntry)
  SET a = one)
FOREACH (one IN row.outbox |
  CREATE (o:OutboxEvent)
  SET o = one)
