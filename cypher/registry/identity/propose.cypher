// Proposes pairs of entities that may be one, each once; one that was decided stays decided.
UNWIND $rows AS row
OPTIONAL MATCH (seen:IdentityMatch {key: row.match.key})
USING INDEX SEEK seen:IdentityMatch(key)
WITH row, seen
WHERE seen IS NULL
MATCH (one:BusinessEntity {id: row.first})
USING INDEX SEEK one:BusinessEntity(id)
MATCH (other:BusinessEntity {id: row.second})
USING INDEX SEEK other:BusinessEntity(id)
CREATE (m:IdentityMatch:Entity)
SET m = row.match
CREATE (m)-[:ABOUT]->(one)
CREATE (m)-[:ABOUT]->(other)
RETURN count(m) AS added
