// Which numbers were reported of the decisions that answer a filter: the mean of each kind of outcome, corrected ones left out?
// include: blocks/chosen_decisions.cypher
MATCH (o:Outcome)-[:RESULTED_FROM]->(d)
WHERE o.kind IN $kinds AND o.knownAt <= $known_by AND NOT EXISTS { ()-[:WAS_REVISION_OF]->(o) }
RETURN o.kind AS kind, avg(toFloat(o.value)) AS mean
