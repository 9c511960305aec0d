// Where do a node's edges of one kind lead now, where did they ever, and what lies above another node by edges of this kind?
MATCH (source) WHERE elementId(source) = $element
RETURN COLLECT {
  MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(target)
  WHERE type(r) = $relation AND r.knownTo IS NULL
  RETURN [target.id, r.kind, coalesce(r.knownFrom, 0)]
} AS current, COLLECT {
  MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(target)
  WHERE type(r) = $relation
  RETURN DISTINCT target.id
} AS ever, COLLECT {
  MATCH (target)-[steps:IN_CATEGORY*1..20]->(up:Category)
  WHERE elementId(target) = $target AND $relation = 'IN_CATEGORY' AND all(step IN steps WHERE step.knownTo IS NULL)
  RETURN up.id AS id
  UNION
  MATCH (target) WHERE elementId(target) = $target AND $relation = 'DEPENDS_ON' AND target <> source
  MATCH way = shortestPath((target)-[:DEPENDS_ON*1..50]->(source))
  WHERE all(step IN relationships(way) WHERE step.knownTo IS NULL)
  RETURN source.id AS id
} AS above
