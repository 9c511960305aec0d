// Invariant 12: which nodes of the record are connected to no other?
MATCH (n:Entity|Activity|Agent)
WHERE NOT EXISTS { (n)--() }
  // A program that has not acted, and a queue to which nothing was escalated yet, stand alone at first.
  AND NOT n:SoftwareAgent
  AND NOT (n:Queue AND EXISTS { MATCH (sla:Sla) WHERE sla.escalationQueue = n.key })
RETURN n.id AS id, head([label IN labels(n) WHERE NOT label IN ['Entity', 'Activity', 'Agent', 'Reviewer']]) AS kind,
       coalesce(n.name, n.externalId, n.key, n.id) AS name, ['no edge leads to it or from it'] AS because
LIMIT $most
