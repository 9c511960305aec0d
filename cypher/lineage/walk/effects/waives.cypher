// Which nodes come to these along WAIVES, so many of each at most, newest first, and where do those lead?
UNWIND range(0, size($starts) - 1) AS place
MATCH (a) WHERE id(a) = $starts[place]
CALL (a) {
  MATCH (a)<-[r:WAIVES]-(n)
  WHERE any(label IN labels(n) WHERE label IN $kinds) AND r.knownTo IS NULL
  WITH r, n LIMIT $most
  RETURN collect([r, n]) AS pairs
}
CALL (pairs) {
  UNWIND pairs AS pair
  WITH pair[0] AS r, pair[1] AS n, coalesce(pair[0].rank, 0) AS rank,
       coalesce(pair[1].knownAt, pair[1].recordedAt, 0) AS known
  WHERE $after_id IS NULL OR rank > $after_rank
     OR (rank = $after_rank AND (known < $after_known OR (known = $after_known AND n.id < $after_id)))
  WITH r, n, rank, known ORDER BY rank, known DESC, n.id DESC LIMIT $first + 1
  RETURN collect([n, rank, known, [name IN $edge_facts | r[name]]]) AS ends
}
WITH collect([place, size(pairs), ends]) AS rows
CALL (rows) {
  UNWIND rows AS row
  UNWIND row[2][..$first] AS one
  RETURN collect(DISTINCT one[0]) AS starts
}
// include: blocks/walk_causes.cypher
RETURN [n IN starts | [id(n), labels(n), [name IN $facts | n[name]]]] AS nodes,
       [row IN rows | [row[0], row[1], [one IN row[2] | [id(one[0]), one[1], one[2], one[3]]]]] AS steps,
       found AS causes
