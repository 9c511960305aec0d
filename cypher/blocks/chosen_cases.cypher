// Which cases between two sort keys answer a filter?
MATCH (c:Case)
USING INDEX SEEK c:Case(sortKey)
WHERE c.sortKey < $chosen.before AND c.sortKey >= $chosen.since AND c.state IN $chosen.states
  AND ($chosen.externalId IS NULL OR c.externalId = $chosen.externalId)
  AND ($chosen.origin IS NULL OR c.origin = $chosen.origin)
  AND ($chosen.point IS NULL OR EXISTS { (c)-[:AT]->(:DecisionPoint {key: $chosen.point}) })
  AND ($chosen.entity IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(e:BusinessEntity) WHERE e.externalId = $chosen.entity OR e.name = $chosen.entity })
  AND ($chosen.category IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(:Category {name: $chosen.category}) })
  AND ($chosen.person IS NULL
       OR EXISTS { (c)-[:REQUESTED_BY]->(who:Agent) WHERE coalesce(who.name, who.key) = $chosen.person })
  AND ($chosen.quality IS NULL
       OR EXISTS { (c)<-[:ABOUT]-(s:InputSnapshot {quality: $chosen.quality})
                   WHERE NOT EXISTS { (:InputSnapshot)-[:WAS_REVISION_OF]->(s) } })
