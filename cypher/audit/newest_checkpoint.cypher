// Which checkpoint is the newest, signed or not?
MATCH (k:Checkpoint)
WHERE k.treeSize >= 0
RETURN k { .id, .logId, .treeSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
ORDER BY k.treeSize DESC
LIMIT 1
