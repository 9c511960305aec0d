// What do these decisions and the acts that made them say today, and where do all their edges lead?
UNWIND $ids AS id
MATCH (d:Decision {id: id})
USING INDEX SEEK d:Decision(id)
CALL (d) {
  OPTIONAL MATCH (d)-[:WAS_GENERATED_BY]->(r:Review)
  RETURN [x IN collect(r { .id, .verdict, .reasonCode, .note, .leaseEpoch, .pointEpoch, .rightsEpoch, .knownAt,
                           .recordedAt, .claimedAt, .openedAt, .dwellMs, .firstVerdict, .forId,
                           people: [(r)-[:WAS_ASSOCIATED_WITH]->(p:Person) | p.id],
                           votes: [(r)-[:WAS_INFORMED_BY]->(v:Review) | v { .id, .verdict, .reasonCode, .leaseEpoch,
                                   .pointEpoch, .rightsEpoch, .knownAt, .recordedAt, .claimedAt, .openedAt, .dwellMs, .firstVerdict, .forId }],
                           tasks: [(r)-[:USED]->(t:ReviewTask) | t { .id, cases: [(t)-[:ABOUT]->(x:Case) | x.id],
                                   packets: [(t)-[:PRESENTS]->(x:ReviewPacket) | x.id] }],
                           packets: [(r)-[:USED]->(k:ReviewPacket) | k { .id, .digest, .content, .grounds,
                                     evaluations: [(k)-[:PRESENTS]->(x:GateEvaluation) | x.id],
                                     snapshots: [(k)-[:PRESENTS]->(x:InputSnapshot) | x.id],
                                     policies: [(k)-[:PRESENTS]->(x:PolicyVersion) | x.id],
                                     predictions: [(k)-[:PRESENTS]->(x:Prediction) | x.id] }] })
          WHERE x.id IS NOT NULL] AS reviews
}
RETURN d.id AS subject_id,
       d { .action, .verdict, .kind, .decidedAt, .finalAt, .reasonCode, .spotCheckShare } AS decision,
       [(d)-[:ABOUT]->(c:Case) | c.id] AS cases,
       [(d)-[:WAS_ATTRIBUTED_TO]->(p:Person) | p.id] AS people,
       [(d)-[:WAS_ATTRIBUTED_TO]->(s:SoftwareAgent) | s.key] AS agents,
       [(d)-[:GOVERNED_BY]->(v:PolicyVersion) | v.id] AS policies,
       reviews,
       [(d)-[:WAS_GENERATED_BY]->(g:GateEvaluation) | g.id] AS evaluations
