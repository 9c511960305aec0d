// Which of these subjects have a key that was not destroyed, and since when?
UNWIND $keys AS key
MATCH (k:ErasureKey {key: key})
USING INDEX SEEK k:ErasureKey(key)
WHERE k.wrapped IS NOT NULL AND k.destroyedAt IS NULL
RETURN k.key AS key, k.wrapped AS wrapped, k.recordedAt AS recorded_at
