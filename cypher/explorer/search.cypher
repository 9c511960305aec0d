// Which nodes bear these words in a name or an outside id, best match first?
CALL db.index.fulltext.queryNodes('explorer_names', $query, {limit: $fetched}) YIELD node AS n, score
WITH n, score
WHERE $kinds IS NULL OR any(label IN labels(n) WHERE label IN $kinds)
RETURN n { .id, .key, .name, .externalId, .kind, .version, .words, .stage, .state, .knownAt, .recordedAt, labels: labels(n) } AS facts,
       score
ORDER BY score DESC, n.id
LIMIT $limit
