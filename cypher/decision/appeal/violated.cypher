// How do the decisions in force of these cases stand, and for which violations were decisions of theirs looked at before?
UNWIND $keys AS key
MATCH (c:Case {key: key})
USING INDEX SEEK c:Case(key)
MATCH (d:Decision {effectiveCaseId: c.id})
USING INDEX SEEK d:Decision(effectiveCaseId)
RETURN c.key AS case_key, d.id AS decision_id, d.finalAt AS final_at, c.openAppeal IS NOT NULL AS open_appeal,
       COLLECT {
         MATCH (c)<-[:ABOUT]-(:Decision)<-[:ABOUT]-(a:Appeal)
         UNWIND a.violations AS known
         RETURN known
       } AS known
