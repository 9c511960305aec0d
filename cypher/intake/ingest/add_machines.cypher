// Adds the machines that a log or a pack names as deciders.
UNWIND $rows AS row
MERGE (program:SoftwareAgent {key: row.key})
  ON CREATE SET program:Agent, program.id = row.id, program.name = row.name, program.rightsEpoch = 1,
    program.recordedAt = $recorded_at
RETURN count(program) AS added
