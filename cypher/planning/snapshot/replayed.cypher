// On which values do replayed decisions rest? They have no gate and no packet that would say it. Columns, in chunks.
MATCH (effect:Decision)-[:ABOUT]->(:Case)<-[:ABOUT]-(cause:InputSnapshot)
WHERE effect.origin = 'REPLAYED' AND effect.knownAt < $as_of AND cause.knownAt <= effect.knownAt
WITH 'RESTS_ON' AS kind, id(effect) / $chunk AS chunk, id(effect) AS effect, id(cause) AS cause
RETURN chunk, kind, collect(effect) AS effects, collect(cause) AS causes
