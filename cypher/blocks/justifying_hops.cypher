// What the packet of a task shows, rules and person as the row was made by: a missing hop writes nothing.
// There is one of each; the limits have the server plan hop by hop, for all hops together take it seconds.
// include: blocks/rules_unchanged.cypher
MATCH (t)-[:PRESENTS]->(packet:ReviewPacket {digest: row.packetDigest})
USING INDEX SEEK packet:ReviewPacket(digest)
WITH row, c, t, packet LIMIT 1
MATCH (packet)-[:PRESENTS]->(:InputSnapshot)-[:TAKEN_FROM]->(:DatasetVersion)
WITH row, c, t, packet LIMIT 1
MATCH (packet)-[:PRESENTS]->(:GateEvaluation)
WITH row, c, t, packet LIMIT 1
MATCH (packet)-[:PRESENTS]->(policy:PolicyVersion)
WHERE COUNT { (packet)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(:ModelVersion) } >= row.scores
WITH row, c, t, packet, policy LIMIT 1
MATCH (person:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
USING INDEX SEEK person:Person(id)
