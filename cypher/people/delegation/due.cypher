// Of which delegations have tasks to be reassigned now, and whose tasks may these be?
MATCH (d:Delegation)
USING INDEX SEEK d:Delegation(nextAt)
WHERE d.nextAt <= $now
WITH d ORDER BY d.nextAt LIMIT $limit
RETURN d { .id, .delegatorId, .begins, .ends, .endedAt, .nextAt } AS delegation,
       COLLECT {
         MATCH (delegator:Person {id: d.delegatorId})-[acts:ACTED_ON_BEHALF_OF*0..4]->(person:Person)
         USING INDEX SEEK delegator:Person(id)
         WHERE all(act IN acts WHERE coalesce(act.knownTo >= d.begins, true))
         RETURN DISTINCT person.id
       } AS people
ORDER BY delegation.nextAt
