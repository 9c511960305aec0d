// Which appeals and reopenings had the decisions of a case, the newest first, and what came of each?
MATCH (c:Case {id: $case_id})<-[:ABOUT]-(d:Decision)<-[:ABOUT]-(a:Appeal)
USING INDEX SEEK c:Case(id)
OPTIONAL MATCH (a)-[:WAS_ASSOCIATED_WITH]->(who)
RETURN a { .id, .kind, .state, .reason, .recordedAt } AS appeal, d.id AS decision_id, coalesce(who.name, who.key) AS appellant,
       head([(n:Decision)-[:WAS_REVISION_OF]->(d) | n.id]) AS revision_id
ORDER BY a.id DESC
