// Which entries have no place in the log yet, in the order of their ids?
MATCH (a:AuditEntry)
USING INDEX SEEK a:AuditEntry(unsealed)
WHERE a.unsealed > ''
RETURN a.id AS id, a.leafHash AS leaf_hash, a.recordedAt AS recorded_at
ORDER BY a.unsealed
LIMIT $limit
