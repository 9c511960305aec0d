// Gives a task to a person whose rights are as they were seen; whoever had it before has it no longer.
MATCH (person:Person {id: row.personId, rightsEpoch: row.rightsEpoch})
USING INDEX SEEK person:Person(id)
OPTIONAL MATCH (t)-[earlier:ASSIGNED_TO]->(:Person) WHERE earlier.knownTo IS NULL
SET earlier.knownTo = row.at
WITH DISTINCT row, c, t, person
SET t += row.task
