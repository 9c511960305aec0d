// What is a node based on, up to eight steps, in columns by labels of node, and by kind and times of edge?
MATCH (start) WHERE elementId(start) = $element
MATCH (start)-[:ABOUT|COMPUTED_FROM|CONCERNS|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|HAD_PRIMARY_SOURCE|INFLUENCED_BY|PRESENTS|REQUESTED_BY|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF*0..8]->(n)
WITH DISTINCT start, n
LIMIT $most
WITH start, collect(n) AS found
CALL (found) {
  UNWIND found AS n
  WITH labels(n) AS labels, collect(id(n)) AS numbers, collect(coalesce(n.knownAt, -1)) AS known,
       collect(coalesce(n.recordedAt, -1)) AS recorded
  RETURN collect([labels, numbers, known, recorded]) AS nodes
}
CALL (found) {
  UNWIND found AS a
  MATCH (a)-[r:ABOUT|COMPUTED_FROM|CONCERNS|DEPENDS_ON|DISPUTES|ESCALATED_BY|GOVERNED_BY|HAD_PLAN|HAD_PRIMARY_SOURCE|INFLUENCED_BY|PRESENTS|REQUESTED_BY|RESULTED_FROM|SCORED_BY|SCORED_ON|TAKEN_FROM|TRAINED_ON|USED|VERSION_OF|WAIVES|WAS_ASSOCIATED_WITH|WAS_ATTRIBUTED_TO|WAS_DERIVED_FROM|WAS_GENERATED_BY|WAS_INFORMED_BY|WAS_INVALIDATED_BY|WAS_REVISION_OF]->(b)
  WITH type(r) AS kind, coalesce(r.knownFrom, -1) AS begun, coalesce(r.knownTo, -1) AS ended,
       collect(id(a)) AS effects, collect(id(b)) AS causes
  RETURN collect([kind, effects, causes, begun, ended]) AS edges
}
RETURN id(start) AS start, nodes, edges
