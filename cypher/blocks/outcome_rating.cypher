// Did the decision end badly, as far as is known: true, false, or null while that is open; since when is that known, and what did it cost? The rule is `ended_badly`.
CALL (d, bad_outcomes) {
  WITH d, [one IN bad_outcomes WHERE one STARTS WITH d.action + '|' | substring(one, size(d.action) + 1)] AS kinds
  OPTIONAL MATCH (o:Outcome)-[:RESULTED_FROM]->(d) WHERE o.kind IN kinds AND o.knownAt <= $known_by
    AND NOT EXISTS { (k)-[:WAS_REVISION_OF]->(o) WHERE k.knownAt <= $known_by }
  // include: blocks/outcome_truth.cypher
  WITH kinds, count(CASE WHEN truth THEN 1 END) > 0 AS bad, collect(DISTINCT CASE WHEN truth IS NOT NULL THEN o.kind END) AS rated,
       min(CASE WHEN truth THEN o.knownAt END) AS bad_since, max(CASE WHEN NOT truth THEN o.knownAt END) AS good_since,
       count(CASE WHEN truth THEN o.money END) AS priced, sum(CASE WHEN truth THEN o.money END) AS money
  RETURN CASE WHEN bad THEN true WHEN size(kinds) > 0 AND all(kind IN kinds WHERE kind IN rated) THEN false END AS badly,
         CASE WHEN bad THEN bad_since WHEN size(kinds) > 0 AND all(kind IN kinds WHERE kind IN rated) THEN good_since END AS rated_at,
         CASE WHEN priced > 0 THEN money END AS loss
}
