// Waits until every index answers: a graph of millions of nodes takes minutes, so at most an hour.
CALL db.awaitIndexes(3600)
