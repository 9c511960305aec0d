// Which instance edges held at a moment, by the time of their effect? Columns, in chunks by kind.
MATCH (effect)-[r:ABOUT|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|INFLUENCED_BY|PRESENTS|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]->(cause)
WHERE coalesce(effect.knownAt, -1) < $as_of AND coalesce(r.knownFrom, -1) < $as_of
  AND (r.knownTo IS NULL OR r.knownTo >= $as_of)
WITH type(r) AS kind, id(r) / $chunk AS chunk, id(effect) AS effect, id(cause) AS cause
RETURN chunk, kind, collect(effect) AS effects, collect(cause) AS causes
