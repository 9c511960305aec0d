// Where in the log is the entry about a subject?
MATCH (a:AuditEntry {subjectId: $subject_id})
USING INDEX SEEK a:AuditEntry(subjectId)
RETURN a.leafIndex AS leaf_index, a.id AS id, a.kind AS kind, a.subjectId AS subject_id, a.leafHash AS leaf_hash,
       a.format AS leaf_format, a.commitments AS commitments
