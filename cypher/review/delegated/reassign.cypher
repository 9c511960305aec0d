// Which held tasks go to the person whose they are now, or to their queue? Each only from the holder that was seen.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
CALL (row, c, t) {
  WITH row, c, t
  WHERE t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
    AND c.version = row.caseVersion AND t.holderId = row.holderId AND (t.state = 'SUSPENDED'
      OR (t.state = 'RESERVED' AND t.leaseExpiresAt > datetime.realtime().epochMillis))
  // include: blocks/rights_last.cypher
  // include: blocks/rules_unchanged.cypher
  // include: blocks/assign_person.cypher
  FOREACH (ms IN row.leases | SET t.leaseExpiresAt = datetime.realtime().epochMillis + ms)
  FOREACH (taken IN CASE WHEN t.holderId IS NULL THEN [] ELSE [person] END |
    CREATE (t)-[:ASSIGNED_TO {knownFrom: row.at}]->(taken))
  // include: blocks/changes_of_task.cypher
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' ELSE 'MOVED' END AS verdict
ORDER BY position
