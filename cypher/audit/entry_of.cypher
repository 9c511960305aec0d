// Where in the log is the entry about a subject?
MATCH (a:AuditEntry {subjectId: $subject_id})
RETURN a.id AS id, a.kind AS kind, a.subjectId AS subject_id, a.leafHash AS leaf_hash, a.leafIndex AS leaf_index
