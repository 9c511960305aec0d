// Sets events on their way, each once: locked after its case as an undo does, so that only one of the two happens.
UNWIND $rows AS row
OPTIONAL MATCH (c:Case {id: row.caseId})
USING INDEX SEEK c:Case(id)
FOREACH (one IN CASE WHEN c IS NULL THEN [] ELSE [c] END | SET one._lock = row.eventId)
WITH row
MATCH (e:OutboxEvent {id: row.eventId})
USING INDEX SEEK e:OutboxEvent(id)
SET e._lock = row.eventId
WITH row, e
WHERE e.state = 'PENDING' AND e.deliverAfter <= datetime.realtime().epochMillis
SET e.state = row.state, e.pendingUntil = null
FOREACH (one IN row.deliveries |
  CREATE (y:Delivery)
  SET y = one)
RETURN count(e) AS dispatched
