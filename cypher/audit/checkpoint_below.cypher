// Which is the largest checkpoint below a size?
MATCH (k:Checkpoint)
WHERE k.treeSize < $size
RETURN k { .id, .logId, .treeSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
ORDER BY k.treeSize DESC
LIMIT 1
