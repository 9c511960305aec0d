// How many signed checkpoints are there up to a size?
MATCH (k:Checkpoint)
WHERE k.treeSize >= 0 AND k.treeSize <= $size AND k.signature IS NOT NULL
RETURN count(k) AS checkpoints
