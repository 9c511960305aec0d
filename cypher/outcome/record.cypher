// Which outcomes are new? Each is written once, with its leaf, under the lock of its case, while its kind has no further one.
// include: blocks/lock_case.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
OPTIONAL MATCH (seen:Outcome {key: row.outcome.key})
USING INDEX SEEK seen:Outcome(key)
CALL (row, c, used, seen) {
  WITH row, c, used, seen
  WHERE used IS NULL AND seen IS NULL
  MATCH (d:Decision {id: row.decisionId})-[:ABOUT]->(c)
  USING INDEX SEEK d:Decision(id)
  WHERE d.state <> 'INVALIDATED'
    AND COUNT { (d)<-[:RESULTED_FROM]-(one) WHERE one.kind = row.outcome.kind } = row.ofKind
  CREATE (o:Outcome:Entity)
  SET o = row.outcome
  CREATE (o)-[:RESULTED_FROM]->(d)
  CREATE (o)-[:ABOUT]->(c)
  CREATE (a:AuditEntry)
  SET a = row.audit
  // include: blocks/store_request.cypher
  WITH row, o
  CALL (row, o) {
    UNWIND row.corrects AS corrected
    MATCH (earlier:Outcome {id: corrected})
    USING INDEX SEEK earlier:Outcome(id)
    CREATE (o)-[:WAS_REVISION_OF]->(earlier)
    RETURN count(*) AS corrections
  }
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
