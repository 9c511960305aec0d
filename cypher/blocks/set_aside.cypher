// The task is set aside and as it was seen, by rights and rules that are as they were seen.
WHERE used IS NULL AND t.state = 'SUSPENDED' AND t.version = row.taskVersion AND t.leaseEpoch = row.taskEpoch
  AND c.version = row.caseVersion
// include: blocks/rights_last.cypher
// include: blocks/rules_unchanged.cypher
