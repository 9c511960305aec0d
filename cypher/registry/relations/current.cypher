// Where do a node's edges of one kind lead now, where did they ever, and which categories lie above another node?
MATCH (source) WHERE elementId(source) = $element
RETURN COLLECT {
  MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(target)
  WHERE type(r) = $relation AND r.knownTo IS NULL
  RETURN [target.id, r.kind]
} AS current, COLLECT {
  MATCH (source)-[r:OWNED_BY|HAD_MEMBER|IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON|TIED_TO]->(target)
  WHERE type(r) = $relation
  RETURN DISTINCT target.id
} AS ever, COLLECT {
  MATCH (target) WHERE elementId(target) = $target
  MATCH (target)-[steps:IN_CATEGORY*1..20]->(up:Category)
  WHERE all(step IN steps WHERE step.knownTo IS NULL)
  RETURN up.id
} AS above
