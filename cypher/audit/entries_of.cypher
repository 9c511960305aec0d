// Where in the log are the entries about these subjects?
UNWIND $ids AS id
MATCH (a:AuditEntry {subjectId: id})
USING INDEX SEEK a:AuditEntry(subjectId)
RETURN a.leafIndex AS leaf_index, a.id AS id, a.kind AS kind, a.subjectId AS subject_id, a.leafHash AS leaf_hash,
       a.format AS leaf_format, a.commitments AS commitments
