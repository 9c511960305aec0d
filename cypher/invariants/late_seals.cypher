// Invariant 8: which entries of the audit log wait for their place since before a moment, though a sealer runs now?
MATCH (sealer:JobLease {key: 'seal'})
USING INDEX SEEK sealer:JobLease(key)
WHERE sealer.expiresAt > $now
MATCH (a:AuditEntry)
USING INDEX a:AuditEntry(unsealed)
WHERE a.unsealed >= '' AND a.recordedAt < $before
RETURN a.id AS id, 'AuditEntry' AS kind, a.kind AS name, ['waits for its place in the log'] AS because
LIMIT $most
