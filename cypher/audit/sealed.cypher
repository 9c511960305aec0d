// Which entries have places in this range of the log, in order?
MATCH (a:AuditEntry)
USING INDEX SEEK a:AuditEntry(leafIndex)
WHERE a.leafIndex >= $first AND a.leafIndex < $end
RETURN a.leafIndex AS leaf_index, a.id AS id, a.kind AS kind, a.subjectId AS subject_id, a.leafHash AS leaf_hash
ORDER BY a.leafIndex
