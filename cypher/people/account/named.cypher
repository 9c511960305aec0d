// How does this account stand, and whom does it act as? No row where there is none.
MATCH (a:Account {key: $account})-[:ACTS_AS]->(who)
USING INDEX SEEK a:Account(key)
RETURN a.roles AS roles, coalesce(a.disabled, false) AS disabled, 'Person' IN labels(who) AS human, who.id AS acts_as
