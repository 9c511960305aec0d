// Which checkpoint is the newest, signed or not?
MATCH (k:Checkpoint)
USING INDEX SEEK k:Checkpoint(treeSize)
WHERE k.treeSize >= 0
RETURN k { .id, .logId, .treeSize, .previousSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
ORDER BY k.treeSize DESC
LIMIT 1
