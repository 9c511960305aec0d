// End the open tasks of a round, and show the verdicts that were hidden while it was open.
WITH *
CALL (row, c) {
  UNWIND row.ended AS one
  MATCH (open:ReviewTask {id: one.taskId})
  USING INDEX SEEK open:ReviewTask(id)
  WHERE NOT open.state IN ['COMPLETED', 'OBSOLETE']
  CREATE (left:StateChange:Activity)
  SET left = one.change, left.fromState = open.state
  CREATE (left)-[:ABOUT]->(open)
  SET open += one.task, open.version = open.version + 1
  FOREACH (held IN [(open)-[a:ASSIGNED_TO]->(:Person) WHERE a.knownTo IS NULL | a] | SET held.knownTo = one.change.knownAt)
  RETURN count(*) AS ended
}
CALL (row, c) {
  UNWIND row.shown AS id
  MATCH (hidden:Review {id: id})
  USING INDEX SEEK hidden:Review(id)
  WHERE hidden._ballot IS NOT NULL
  SET hidden.verdict = hidden._ballot[0], hidden.reasonCode = hidden._ballot[1],
      hidden.note = CASE WHEN hidden._ballot[2] = '' THEN null ELSE hidden._ballot[2] END,
      hidden.firstVerdict = CASE WHEN hidden._ballot[3] = '' THEN null ELSE hidden._ballot[3] END, hidden._ballot = null
  RETURN count(*) AS shown
}
