// To whom are these tasks suggested from now on, and why? One that somebody took meanwhile stays as it was.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
CALL (row, t) {
  WITH row, t
  WHERE t.state = 'READY'
  SET t += row.task
  RETURN count(*) AS written
}
RETURN CASE WHEN written = 1 THEN 'WRITTEN' ELSE 'MOVED' END AS verdict
ORDER BY position
