// Which columns drifted and which breakers were opened or stopped, by ids that lie after a moment's?
CALL () {
  MATCH (signal:DriftSignal)
  USING INDEX SEEK signal:DriftSignal(id)
  WHERE signal.id > $since
  MATCH (signal)-[:ABOUT]->(point:DecisionPoint)
  RETURN signal.id AS id, signal.recordedAt AS at, 'DRIFT' AS kind, signal.sentence AS words, point.key AS point
  UNION ALL
  MATCH (change:StateChange)
  USING INDEX SEEK change:StateChange(id)
  WHERE change.id > $since AND change.command IN $commands
  MATCH (change)-[:ABOUT]->(point:DecisionPoint)
  RETURN change.id AS id, change.recordedAt AS at, 'BREAKER' AS kind, coalesce(change.note, '') AS words,
         point.key AS point
}
RETURN id, at, kind, words, point
ORDER BY id
LIMIT $limit
