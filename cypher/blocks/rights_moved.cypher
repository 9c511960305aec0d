// Whoever acts for one of the two, or for whom one of them acts, sees that rights have changed.
CALL (delegator) {
  MATCH (delegator)-[:ACTED_ON_BEHALF_OF*0..5]-(concerned:Person)
  WITH DISTINCT concerned
  SET concerned.rightsEpoch = concerned.rightsEpoch + 1
  RETURN count(*) AS moved
}
