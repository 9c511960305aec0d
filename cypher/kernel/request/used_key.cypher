// What did the requests under these keys lead to? No row for a key that is new.
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS asked
MATCH (i:IdempotencyKey {key: asked.key})
USING INDEX SEEK i:IdempotencyKey(key)
RETURN place, i { .requestDigest, .result } AS used
