// Which recalls are closed though a decision of theirs waits, is being judged, or was changed and not put right?
MATCH (i:RecallItem)-[:WAS_INFORMED_BY]->(r:Recall {state: 'CLOSED'})
OPTIONAL MATCH (i)<-[:WAS_INFORMED_BY]-(a:Appeal)
WITH r, CASE WHEN i.state = 'WAITING' THEN 'a decision was not looked at again'
             WHEN i.state = 'IN_REVIEW' AND a.state = 'CHANGED' THEN 'the compensation of a changed decision is not on record'
             WHEN i.state = 'IN_REVIEW' AND coalesce(a.state, 'OPEN') = 'OPEN' THEN 'a decision is still being judged' END AS why
WHERE why IS NOT NULL
WITH r, collect(DISTINCT why) AS because
RETURN r.id AS id, 'Recall' AS kind, r.target AS name, because
LIMIT $most
