// Which accounts are there, and whom does each act as?
MATCH (a:Account)
USING INDEX SEEK a:Account(key)
WHERE a.key > ''
OPTIONAL MATCH (a)-[:ACTS_AS]->(who)
RETURN a.key AS account, a.roles AS roles, coalesce(a.disabled, false) AS disabled,
       'Person' IN labels(who) AS human, who.id AS acts_as
ORDER BY a.key
