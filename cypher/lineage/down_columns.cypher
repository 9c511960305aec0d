// What rests on a node, up to eight steps, in columns by labels of node, and by kind and times of edge, however many there are?
MATCH (start) WHERE elementId(start) = $element
MATCH (start)<-[:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|ESCALATED_BY*0..8]-(n)
WHERE n = start OR NOT coalesce(n.shadow, false)
WITH DISTINCT start, n
LIMIT $most
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS n
  WITH labels(n) AS labels, collect(id(n)) AS numbers, collect(coalesce(n.knownAt, -1)) AS known, collect(coalesce(n.recordedAt, -1)) AS recorded
  RETURN collect([labels, numbers, known, recorded]) AS nodes
}
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:WAS_GENERATED_BY|WAS_ATTRIBUTED_TO|GOVERNED_BY|WAS_REVISION_OF|WAS_INVALIDATED_BY|USED|WAS_ASSOCIATED_WITH|WAS_INFORMED_BY|PRESENTS|HAD_PLAN|SCORED_BY|SCORED_ON|INFLUENCED_BY|TAKEN_FROM|TRAINED_ON|DEPENDS_ON|VERSION_OF|COMPUTED_FROM|WAS_DERIVED_FROM|HAD_PRIMARY_SOURCE|RESULTED_FROM|ABOUT|CONCERNS|REQUESTED_BY|ESCALATED_BY]->(b)
  WITH type(r) AS kind, coalesce(r.knownFrom, -1) AS begun, coalesce(r.knownTo, -1) AS ended,
       collect(id(a)) AS effects, collect(id(b)) AS causes
  RETURN collect([kind, effects, causes, begun, ended]) AS edges
}
RETURN id(start) AS start, nodes, edges
