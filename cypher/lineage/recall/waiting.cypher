// Which decisions of a recall are next to be looked at again? Those that are not final yet, or whose case is under appeal, wait on.
MATCH (i:RecallItem {waitingIn: $recall_id})-[:ABOUT]->(d:Decision)-[:ABOUT]->(c:Case)
USING INDEX SEEK i:RecallItem(waitingIn)
WHERE d.effectiveCaseId IS NULL OR d.finalAt <= $now AND c.openAppeal IS NULL
WITH i, d ORDER BY i.sortKey LIMIT $limit
RETURN i.id AS item_id, d.id AS decision_id, d.effectiveCaseId IS NOT NULL AS in_force
ORDER BY i.sortKey
