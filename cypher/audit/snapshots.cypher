// What do these input snapshots say today, and where do their edges lead?
UNWIND $ids AS id
MATCH (s:InputSnapshot {id: id})
USING INDEX SEEK s:InputSnapshot(id)
RETURN s { .id, .values, .digest } AS stored,
       [(s)-[:ABOUT]->(c:Case) | c.id] AS cases,
       [(s)-[taken:TAKEN_FROM]->(v:DatasetVersion) | {key: v.key, sha256: v.sha256, row: taken.row}] AS sources
