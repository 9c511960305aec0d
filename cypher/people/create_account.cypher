// Is this account new? Then it is created with the person or program that it acts as.
OPTIONAL MATCH (present:Account {key: $account.key})
USING INDEX SEEK present:Account(key)
CALL (present) {
  WITH present
  WHERE present IS NULL
  CREATE (a:Account)
  SET a = $account
  FOREACH (one IN $people |
    MERGE (p:Person {key: one.key})
      ON CREATE SET p = one, p:Agent
    SET p.canLogIn = true, p.rightsEpoch = p.rightsEpoch + 1
    FOREACH (yes IN $reviews | SET p:Reviewer)
    CREATE (a)-[:ACTS_AS]->(p))
  FOREACH (one IN $programs |
    MERGE (s:SoftwareAgent {key: one.key})
      ON CREATE SET s = one, s:Agent
    CREATE (a)-[:ACTS_AS]->(s))
  RETURN count(*) AS created
}
RETURN created = 1 AS created
