// Where do the nodes `starts` lead from effect to cause, step after step, each from the ends of an earlier one?
WITH *, reduce(done = [[one IN starts | [null, 0, [[one]]]]], step IN $causes | done + [COLLECT {
  UNWIND done[step.origin] AS row
  UNWIND row[2][..step.shown] AS near
  WITH DISTINCT near[0] AS a
  WHERE step.source IN labels(a)
  WITH a, COLLECT {
    MATCH (a)-[r]->(n)
    WHERE type(r) = step.kind AND any(label IN labels(n) WHERE label IN step.kinds) AND r.knownTo IS NULL
    WITH r, n LIMIT $most
    WITH r, n, coalesce(r.rank, 0) AS rank, coalesce(n.knownAt, n.recordedAt, 0) AS known
    ORDER BY rank, known DESC, n.id DESC
    RETURN [n, rank, known, [name IN step.edgeFacts | r[name]]]
  } AS pairs
  RETURN [a, size(pairs), [one IN pairs WHERE step.afterId IS NULL OR one[1] > step.afterRank
    OR (one[1] = step.afterRank
      AND (one[2] < step.afterKnown OR (one[2] = step.afterKnown AND one[0].id < step.afterId)))][..step.first + 1]]
}]) AS done
WITH *, [place IN range(1, size($causes)) | [COLLECT {
  UNWIND done[place] AS row
  UNWIND row[2][..$causes[place - 1].first] AS near
  WITH DISTINCT near[0] AS n
  RETURN [id(n), labels(n), [name IN $causes[place - 1].facts | n[name]]]
}, [row IN done[place] | [id(row[0]), row[1], [one IN row[2] | [id(one[0]), one[1], one[2], one[3]]]]]]] AS found
