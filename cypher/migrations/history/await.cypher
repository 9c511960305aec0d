// Waits until every index answers, at most a minute.
CALL db.awaitIndexes(60)
