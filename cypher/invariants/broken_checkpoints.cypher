// Invariant 8: which checkpoints are unsigned, do not follow the one before them, or cover more than was sealed?
CALL () {
  OPTIONAL MATCH (a:AuditEntry)
  WHERE a.leafIndex >= 0
  RETURN count(a) AS sealed
}
MATCH (k:Checkpoint)
WITH k, sealed,
     CASE WHEN k.signature IS NULL THEN ['is not signed'] ELSE [] END +
     CASE WHEN k.treeSize > sealed THEN ['covers more entries than there are'] ELSE [] END +
     CASE WHEN coalesce(k.previousSize, 0) = 0 OR EXISTS { (:Checkpoint {treeSize: k.previousSize}) } THEN []
       ELSE ['the checkpoint before it is missing'] END AS because
WHERE size(because) > 0
RETURN k.id AS id, 'Checkpoint' AS kind, 'checkpoint at ' + k.treeSize AS name, because
ORDER BY k.treeSize
LIMIT $most
