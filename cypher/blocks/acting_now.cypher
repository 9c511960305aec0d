// Each of these acts for the next at this moment.
WHERE all(act IN acts WHERE coalesce(act.knownFrom, 0) <= datetime.realtime().epochMillis
  AND coalesce(act.knownTo > datetime.realtime().epochMillis, true))
