// What do these replayed decisions say today, and where do all their edges lead?
UNWIND $ids AS id
MATCH (d:Decision {id: id})
USING INDEX SEEK d:Decision(id)
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_DERIVED_FROM]->(s:InputSnapshot)
  RETURN [x IN collect(s { .values, .digest, .quality, sourceAt: coalesce(s.sourceAt, s.sequence), startedAt: s.knownAt,
            cases: [(s)-[:ABOUT]->(c:Case) | c.key],
            sources: [(s)-[taken:TAKEN_FROM]->(v:DatasetVersion) | {versionKey: v.key, sha256: v.sha256, line: taken.row}],
            checks: [(q:QualityCheck)-[:ABOUT]->(s) | q { .verdict, .findings, .gatesPassed, .gatesFailed, .gatesNotRun,
                                                         .gatesDigest, .gateRow }] })
          WHERE x.cases IS NOT NULL] AS snapshots
}
RETURN d.id AS id,
       {decision: d { .id, .action, .verdict, .kind, .decidedAt, .finalAt, .contentDigests },
        cases: [(d)-[:ABOUT]->(c:Case) | c.key],
        people: [(d)-[:WAS_ATTRIBUTED_TO]->(p:Person|SoftwareAgent) | p.key],
        policies: [(d)-[:GOVERNED_BY]->(v:PolicyVersion) | v.key],
        makers: [(d)-[:WAS_GENERATED_BY]->(maker:IngestRun|Review|GateEvaluation) | maker.id],
        snapshots: snapshots} AS content
