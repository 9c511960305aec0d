// What do these replayed outcomes say today, and where do all their edges lead?
UNWIND $ids AS id
MATCH (o:Outcome {id: id})
USING INDEX SEEK o:Outcome(id)
RETURN o.id AS id,
       {outcome: o { .id, .kind, .value, .money, .occurredAt, .knownAt, .contentDigest },
        decisions: [(o)-[:RESULTED_FROM]->(d:Decision) | d { .id, cases: [(d)-[:ABOUT]->(c:Case) | c.key] }],
        corrected: [(o)-[:WAS_REVISION_OF]->(earlier) | earlier.id],
        cases: [(o)-[:ABOUT]->(c:Case) | c.key],
        states: [(o)-[:ABOUT]->(c:Case) | c.state],
        runs: [(o)-[:WAS_GENERATED_BY]->(run:IngestRun) | run.id]} AS content
