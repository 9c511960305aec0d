// Which checkpoints are larger than a size, smallest first?
MATCH (k:Checkpoint)
USING INDEX SEEK k:Checkpoint(treeSize)
WHERE k.treeSize > $after
RETURN k { .id, .logId, .treeSize, .previousSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
ORDER BY k.treeSize
LIMIT $limit
