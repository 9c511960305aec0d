// What do the data of these past cases without a decision say today, and where do all their edges lead?
UNWIND $ids AS id
MATCH (s:InputSnapshot {id: id})
USING INDEX SEEK s:InputSnapshot(id)
RETURN s.id AS id,
       {snapshot: s { .values, .digest, .quality, sourceAt: coalesce(s.sourceAt, s.sequence), .contentDigests, startedAt: s.knownAt,
          cases: [(s)-[:ABOUT]->(c:Case) | c.key],
          sources: [(s)-[taken:TAKEN_FROM]->(v:DatasetVersion) | {versionKey: v.key, sha256: v.sha256, line: taken.row}],
          checks: [(q:QualityCheck)-[:ABOUT]->(s) | q { .verdict, .findings, .gatesPassed, .gatesFailed, .gatesNotRun,
                                                       .gatesDigest, .gateRow }] },
        states: [(s)-[:ABOUT]->(c:Case) | c.state]} AS content
