// Which entries have places in this range of the log, in order, and what do they say that they commit to?
MATCH (a:AuditEntry)
USING INDEX SEEK a:AuditEntry(leafIndex)
WHERE a.leafIndex >= $first AND a.leafIndex < $end
RETURN a.leafIndex AS leaf_index, a.id AS id, a.kind AS kind, a.subjectId AS subject_id, a.leafHash AS leaf_hash,
       a.format AS leaf_format, a.commitments AS commitments
ORDER BY a.leafIndex
