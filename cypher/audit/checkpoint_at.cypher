// Which checkpoint was made at this size?
MATCH (k:Checkpoint {treeSize: $size})
RETURN k { .id, .logId, .treeSize, .rootHash, .frontier, .keyId, .signature, .recordedAt } AS checkpoint
