// An event has arrived when it waits nowhere any more and was given up nowhere.
  UNWIND events AS event
  MATCH (e:OutboxEvent {id: event})
  USING INDEX SEEK e:OutboxEvent(id)
  MATCH (each:Delivery {eventId: event})
  USING INDEX SEEK each:Delivery(eventId)
  WITH e, collect(each.state) AS states
  SET e.state = CASE WHEN 'WAITING' IN states THEN 'SENDING' WHEN 'DEAD' IN states THEN 'FAILED' ELSE 'DELIVERED' END
