// Which effective decisions did a policy version make without a person since a moment, the newest first?
MATCH (v:PolicyVersion {id: $version})<-[:GOVERNED_BY]-(d:Decision {kind: 'AUTOMATIC'})
USING INDEX SEEK v:PolicyVersion(id)
WHERE d.state = 'EFFECTIVE' AND d.origin = 'LIVE' AND d.decidedAt >= $since
WITH d ORDER BY d.decidedAt DESC, d.id
WITH count(d) AS total, collect(d)[..$limit] AS newest
UNWIND CASE WHEN newest = [] THEN [null] ELSE newest END AS d
OPTIONAL MATCH (d)-[:ABOUT]->(c:Case)
RETURN total, d.id AS id, c.externalId AS case, d.action AS action, d.decidedAt AS decided_at
