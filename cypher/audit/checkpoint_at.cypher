// Which checkpoint was made at this size?
MATCH (k:Checkpoint {treeSize: $size})
USING INDEX SEEK k:Checkpoint(treeSize)
RETURN k { .id, .logId, .treeSize, .previousSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
