// The holder's rights are as they were seen; without a lease they hold the task no longer.
MATCH (holder:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
USING INDEX SEEK holder:Person(id)
OPTIONAL MATCH (t)-[held:ASSIGNED_TO]->(holder) WHERE held.knownTo IS NULL AND row.leaseMs IS NULL
SET held.knownTo = row.at
