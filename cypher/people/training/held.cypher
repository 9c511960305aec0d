// Which courses count for whose account now, and until when?
MATCH (account:Account)-[:ACTS_AS]->(:Person)-[valid:HAS_TRAINING]->(course:Training)
USING INDEX SEEK account:Account(key)
WHERE account.key > '' AND valid.validUntil > $now
WITH account, course, max(valid.validUntil) AS until
RETURN account.key AS account, course.key AS course, until
ORDER BY account.key, until, course.key
