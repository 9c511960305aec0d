// Which first answers hold? Each by the holder, under a live lease, before the advice is shown.
// include: blocks/lock_case.cypher
// include: blocks/lock_task.cypher
OPTIONAL MATCH (used:IdempotencyKey {key: row.idempotency.key})
USING INDEX SEEK used:IdempotencyKey(key)
CALL (row, c, t, used) {
  WITH row, c, t, used
  // include: blocks/held_by_sender.cypher
  SET c += row.case
  SET c._firstAnswers = coalesce(c._firstAnswers, []) + row.answer
  // include: blocks/store_request.cypher
  RETURN count(*) AS written
}
// include: blocks/verdict_of_request.cypher
