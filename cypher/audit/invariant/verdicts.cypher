// How did the last check of each of these invariants end?
UNWIND $keys AS key
MATCH (i:Invariant {key: key})
USING INDEX SEEK i:Invariant(key)
RETURN i.key AS key, i { .id, .verdict, .failing, .atLeast, .listed, .checkedAt } AS stored
