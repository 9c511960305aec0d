// Write the state changes of the task.
FOREACH (one IN row.changes |
  CREATE (h:StateChange:Activity)
  SET h = one
  CREATE (h)-[:ABOUT]->(t))
