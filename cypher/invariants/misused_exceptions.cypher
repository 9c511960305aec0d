// Invariant 6: which decisions were made under an exception that had ended, was revoked, or was not granted yet?
MATCH (e:ExceptionGrant)<-[:USED]-(g:GateEvaluation)<-[:WAS_GENERATED_BY]-(d:Decision)-[:ABOUT]->(c:Case)
WITH d, c,
     [x IN [CASE WHEN d.recordedAt >= e.until THEN 'its exception had ended' END,
            CASE WHEN g.pointEpoch >= e.revokedEpoch THEN 'its exception was revoked' END,
            CASE WHEN g.pointEpoch < e.grantedEpoch THEN 'its exception was not granted yet' END,
            CASE WHEN NOT EXISTS { (g)-[:HAD_PLAN]->(:PolicyVersion)<-[:WAIVES]-(e) }
                 THEN 'its exception is to another version of the policy' END] WHERE x IS NOT NULL] AS because
WHERE because <> []
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId AS name, because
LIMIT $most
