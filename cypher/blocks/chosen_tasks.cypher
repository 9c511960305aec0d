// Which tasks between two ids answer a filter, open or not?
MATCH (t:ReviewTask)
USING INDEX SEEK t:ReviewTask(id)
WHERE t.id < $chosen.before AND t.id >= $chosen.since AND t.state IN $chosen.states
  AND ($chosen.from IS NULL OR t.knownAt >= $chosen.from) AND ($chosen.to IS NULL OR t.knownAt < $chosen.to)
  AND ($chosen.queue IS NULL OR EXISTS { (t)-[:IN_QUEUE]->(:Queue {key: $chosen.queue}) })
  AND ($chosen.escalated IS NULL
       OR $chosen.escalated AND EXISTS { (t)-[:ESCALATED_BY]->() }
       OR NOT $chosen.escalated AND NOT EXISTS { (t)-[:ESCALATED_BY]->() })
  AND ($chosen.personId IS NULL
       OR t.holderId = $chosen.personId
          AND ($chosen.heldAt IS NULL OR t.state <> 'RESERVED' OR t.leaseExpiresAt > $chosen.heldAt)
       OR $chosen.heldAt IS NULL AND EXISTS { (t)<-[:USED]-(:Review)-[:WAS_ASSOCIATED_WITH]->(:Person {id: $chosen.personId}) })
  AND ($chosen.person IS NULL
       OR EXISTS { (t)-[held:ASSIGNED_TO]->(:Person {name: $chosen.person}) WHERE held.knownTo IS NULL }
       OR EXISTS { (t)<-[:USED]-(:Review)-[:WAS_ASSOCIATED_WITH]->(:Person {name: $chosen.person}) })
  AND ($chosen.quality IS NULL
       OR EXISTS { (t)-[:PRESENTS]->(:ReviewPacket)-[:PRESENTS]->(:InputSnapshot {quality: $chosen.quality}) })
MATCH (t)-[:ABOUT]->(c:Case)
WHERE ($chosen.externalId IS NULL OR c.externalId = $chosen.externalId)
  AND ($chosen.point IS NULL OR EXISTS { (c)-[:AT]->(:DecisionPoint {key: $chosen.point}) })
  AND ($chosen.entity IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(e:BusinessEntity) WHERE e.externalId = $chosen.entity OR e.name = $chosen.entity })
  AND ($chosen.category IS NULL
       OR EXISTS { (c)-[:CONCERNS]->(:BusinessEntity)-[:IN_CATEGORY]->(:Category {name: $chosen.category}) })
