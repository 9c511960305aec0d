// Which nodes bear these words in a name or an outside id, best match first?
CALL db.index.fulltext.queryNodes('explorer_names', $query, {limit: $fetched}) YIELD node AS n, score
WITH n, score
WHERE $kinds IS NULL OR any(label IN labels(n) WHERE label IN $kinds)
RETURN n { .id, .key, .name, .version, .state, .stage, .kind, .externalId, .knownAt, .recordedAt, .action, .command,
    .framework, .probability, .provision, .quality, .reason, .result, .row, .rule, .sentence, .shadow, .target, .toQueue,
    .value, .verdict, .words, labels: labels(n) } AS facts, score
ORDER BY score DESC, n.id
LIMIT $limit
