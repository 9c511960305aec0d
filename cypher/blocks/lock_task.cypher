// Lock the task of the row before anything is compared.
OPTIONAL MATCH (t:ReviewTask {id: row.taskId})
USING INDEX SEEK t:ReviewTask(id)
CALL (t, row) {
  WITH t, row
  WHERE t IS NOT NULL
  SET t._lock = row.writeId
  RETURN count(*) AS taskLocked
}
