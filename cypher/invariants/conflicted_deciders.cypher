// Invariant 4: which live decisions were taken by somebody with an interest in the case, and which?
MATCH (d:Decision)
WHERE d.origin = 'LIVE' AND d.kind = 'HUMAN'
MATCH (d)-[:WAS_ATTRIBUTED_TO]->(p:Person)
MATCH (d)-[:ABOUT]->(c:Case)
WITH d, p, c,
     [(c)-[:CONCERNS]->(e:BusinessEntity)<-[tie:TIED_TO]-(p)
       WHERE coalesce(tie.knownFrom, 0) <= d.decidedAt AND coalesce(tie.knownTo, d.decidedAt + 1) > d.decidedAt
       | 'tied to ' + coalesce(e.name, e.key)]
       + [(c)-[:REQUESTED_BY]->(asker:Person)<-[tie:TIED_TO]-(p)
         WHERE coalesce(tie.knownFrom, 0) <= d.decidedAt AND coalesce(tie.knownTo, d.decidedAt + 1) > d.decidedAt
         | 'tied to whoever asked for it']
       + [(c)-[:REQUESTED_BY]->(asker:Person) WHERE asker.id = p.id | 'asked for it']
       + CASE WHEN p.id IN coalesce(c.submitterIds, []) THEN ['sent it or a correction of it'] ELSE [] END
       + [(d)-[:GOVERNED_BY]->(v:PolicyVersion) WHERE v.proposerId = p.id | 'wrote the rules that sent it to a person']
       AS because
WHERE size(because) > 0
RETURN d.id AS id, 'Decision' AS kind, 'case ' + c.externalId + ' by ' + p.name AS name, because
LIMIT $most
