// Which tasks has the newest round of a case, and which verdicts on them are hidden?
MATCH (c:Case {id: $case_id})-[:AT]->(point:DecisionPoint)
USING INDEX SEEK c:Case(id)
MATCH (t:ReviewTask)-[:ABOUT]->(c)
WITH c, point, max(t.round) AS newest
MATCH (one:ReviewTask)-[:ABOUT]->(c) WHERE one.round = newest
OPTIONAL MATCH (one)<-[:USED]-(r:Review) WHERE r._ballot IS NOT NULL
WITH c, point, newest, one, r ORDER BY one.slot
RETURN c.version AS case_version, point.key AS point, newest AS round,
       collect(one { .id, .state }) AS tasks, collect(r.id) AS hidden
