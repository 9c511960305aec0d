// None of these has ended; some may begin later.
WHERE all(act IN acts WHERE coalesce(act.knownTo > datetime.realtime().epochMillis, true))
