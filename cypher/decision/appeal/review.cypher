// Which decision is looked at again on a case, who asked for that and why, and who judged the case in earlier rounds?
MATCH (c:Case {id: $case_id})
USING INDEX SEEK c:Case(id)
OPTIONAL MATCH (a:Appeal {id: c.openAppeal})-[:ABOUT]->(d:Decision)
USING INDEX SEEK a:Appeal(id)
RETURN a { .id, .kind, .reason, .appellantId } AS appeal, d { .id, .action } AS decision,
       COLLECT {
         MATCH (t:ReviewTask)-[:ABOUT]->(c)
         WHERE t.round < c.appealedRound
         MATCH (t)<-[:USED]-(:Review)-[:WAS_ASSOCIATED_WITH]->(judge:Person)
         RETURN DISTINCT judge.id
       } + [(d)-[:WAS_ATTRIBUTED_TO]->(decider:Person) | decider.id] AS earlier
