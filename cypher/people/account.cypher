// Who is an account, what does its password hash to, and which of its log-ins have ended?
MATCH (a:Account {key: $account})-[:ACTS_AS]->(who)
USING INDEX SEEK a:Account(key)
RETURN a.key AS account, a.roles AS roles, coalesce(a.disabled, false) AS disabled,
       'Person' IN labels(who) AS human, who.id AS acts_as, a.passwordHash AS password_hash,
       coalesce(a.endedSessions, []) AS ended_sessions
