// Invariant 8: where does the audit log lack a place, if it has fewer entries than places?
MATCH (a:AuditEntry)
USING INDEX a:AuditEntry(leafIndex)
WHERE a.leafIndex >= 0
WITH count(a) AS entries, max(a.leafIndex) AS last
WHERE entries <= last
MATCH (a:AuditEntry)
USING INDEX a:AuditEntry(leafIndex)
WHERE a.leafIndex > 0 AND NOT EXISTS { (:AuditEntry {leafIndex: a.leafIndex - 1}) }
RETURN a.id AS id, 'AuditEntry' AS kind, 'entry ' + a.leafIndex AS name, ['the entry before it is missing'] AS because
ORDER BY a.leafIndex
LIMIT $most
