// Which decision points and policies have no owner?
MATCH (n:DecisionPoint|Policy)
WHERE NOT EXISTS { (n)-[owned:OWNED_BY]->() WHERE owned.knownTo IS NULL }
RETURN n.id AS id, head([label IN labels(n) WHERE label <> 'Entity']) AS kind, coalesce(n.name, n.key) AS name,
       ['nobody owns it'] AS because
LIMIT $most
