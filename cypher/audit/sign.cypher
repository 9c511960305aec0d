// Adds the signature to a checkpoint that has none.
MATCH (k:Checkpoint {treeSize: $size})
USING INDEX SEEK k:Checkpoint(treeSize)
WHERE k.signature IS NULL
SET k.signature = $signature, k.keyId = $key_id
RETURN k.treeSize AS size
