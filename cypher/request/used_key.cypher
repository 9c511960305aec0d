// What did the request under this key lead to?
MATCH (i:IdempotencyKey {key: $key})
RETURN i { .requestDigest, .result } AS used
