// Is an account a person's, and until when does a course of theirs count? No row where there is no such account.
MATCH (account:Account {key: $account})-[:ACTS_AS]->(who)
USING INDEX SEEK account:Account(key)
RETURN who.id AS acts_as, 'Person' IN labels(who) AS human,
       COLLECT {
         MATCH (who)-[valid:HAS_TRAINING]->(:Training {key: $course})
         WHERE valid.validUntil > $now
         RETURN valid.validUntil AS until ORDER BY until DESC LIMIT 1
       } AS running
