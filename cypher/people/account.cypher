// Who are these accounts, what do their passwords hash to, and which of their log-ins have ended?
UNWIND range(0, size($rows) - 1) AS place
WITH place, $rows[place] AS asked
MATCH (a:Account {key: asked.account})-[:ACTS_AS]->(who)
USING INDEX SEEK a:Account(key)
RETURN place, a.key AS account, a.roles AS roles, coalesce(a.disabled, false) AS disabled,
       'Person' IN labels(who) AS human, who.id AS acts_as, a.passwordHash AS password_hash,
       coalesce(a.endedSessions, []) AS ended_sessions
