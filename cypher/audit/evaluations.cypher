// What do these evaluations of the gate say today, and where do their edges lead?
UNWIND $ids AS id
MATCH (g:GateEvaluation {id: id})
USING INDEX SEEK g:GateEvaluation(id)
RETURN g { .id, .result, .rule, .reasons, .factsDigest, .pointEpoch, .knownAt, .recordedAt } AS stored,
       [(g)-[:ABOUT]->(c:Case) | c.id] AS cases,
       [(g)-[:USED]->(s:InputSnapshot) | s.id] AS snapshots,
       [(g)-[:USED]->(q:QualityCheck) | q { .verdict, .findings, .gatesDigest,
          .gatesPassed, .gatesFailed, .gatesNotRun, .gateRow,
          snapshots: [(q)-[:ABOUT]->(s:InputSnapshot) | s.id] }] AS checks,
       [(g)-[:USED]->(p:Prediction) | p.id] AS predictions,
       [(g)-[:HAD_PLAN]->(v:PolicyVersion) | v.id] AS policies
