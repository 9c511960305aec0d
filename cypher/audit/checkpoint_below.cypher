// Which is the largest checkpoint below a size?
MATCH (k:Checkpoint)
USING INDEX SEEK k:Checkpoint(treeSize)
WHERE k.treeSize < $size
RETURN k { .id, .logId, .treeSize, .previousSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
ORDER BY k.treeSize DESC
LIMIT 1
