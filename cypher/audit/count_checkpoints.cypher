// How many signed checkpoints are there up to a size?
MATCH (k:Checkpoint)
USING INDEX SEEK k:Checkpoint(treeSize)
WHERE k.treeSize >= 0 AND k.treeSize <= $size AND k.signature IS NOT NULL
RETURN count(k) AS checkpoints
