// Write the state changes of the case.
FOREACH (one IN row.changes |
  CREATE (h:StateChange:Activity)
  SET h = one
  CREATE (h)-[:ABOUT]->(c))
