// Which key is a subject's text committed under? A new subject gets the offered one.
MERGE (k:ErasureKey {key: $key})
  ON CREATE SET k.id = $id, k.wrapped = $wrapped, k.recordedAt = $at
RETURN k.wrapped AS wrapped
