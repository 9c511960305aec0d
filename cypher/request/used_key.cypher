// What did the request under this key lead to?
MATCH (i:IdempotencyKey {key: $key})
USING INDEX SEEK i:IdempotencyKey(key)
RETURN i { .requestDigest, .result } AS used
