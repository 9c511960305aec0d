// By which figures is a decision point judged, with which targets, and whose is each?
MATCH (k:Kpi)
USING INDEX SEEK k:Kpi(key)
WHERE k.key STARTS WITH $prefix
RETURN k { .* } AS kpi, head(COLLECT {
  MATCH (k)-[held:OWNED_BY]->(owner) WHERE held.knownTo IS NULL
  RETURN owner { .id, name: coalesce(owner.name, owner.key), kind: CASE WHEN owner:Team THEN 'Team' ELSE 'Person' END }
}) AS owner
ORDER BY k.key
