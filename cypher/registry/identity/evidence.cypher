// Which of these pairs has nobody decided about yet, and what does the graph hold of both entities?
UNWIND $keys AS key
MATCH (m:IdentityMatch {key: key})
USING INDEX SEEK m:IdentityMatch(key)
WHERE m.state = 'PROPOSED' AND m.version = 1
MATCH (m)-[:ABOUT]->(e:BusinessEntity)
WITH m, e ORDER BY m.key, e.id
WITH m, collect(e) AS pair
WITH m, pair, head(pair) AS one, last(pair) AS other
RETURN m { .id, .state, .score, .reason, .version, .knownAt } AS match,
  [e IN pair | e { .id, .kind, .externalId, name: coalesce(e.name, e.externalId),
    links: [(e)-[held:IN_CATEGORY|CONSTRAINED_BY|DEPENDS_ON]->(n) WHERE held.knownTo IS NULL
            | [type(held), coalesce(n.kind, ''), n.id]],
    parted: EXISTS { (e)<-[:ABOUT]-(past:IdentityMatch) WHERE past.version > 1 AND past.state <> 'SAME' } }] AS entities,
  EXISTS { (one)<-[:CONCERNS]-(:Case)-[:CONCERNS]->(other) } AS in_one_case
