// Adds the people that a log names: they exist as deciders and can never log in.
UNWIND $rows AS row
MERGE (person:Person {key: row.key})
  ON CREATE SET person:Agent, person.id = row.id, person.name = row.name, person.canLogIn = false,
    person.rightsEpoch = 1, person.recordedAt = $recorded_at
RETURN count(person) AS added
