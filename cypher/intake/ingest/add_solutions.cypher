// Adds by what past records were solved, with the figures of this load, and joins their cases to it from when that was known.
UNWIND $rows AS row
UNWIND row.solved AS solved
MATCH (c:Case {key: solved.caseKey})
USING INDEX SEEK c:Case(key)
MERGE (solution:Solution {key: row.solution.key})
  ON CREATE SET solution:Entity, solution += row.solution, solution.recordedAt = $recorded_at
SET solution += row.figures
MERGE (c)-[by:RESOLVED_BY]->(solution)
  ON CREATE SET by.knownFrom = solved.knownFrom
RETURN count(c) AS added
