// Who could review at a moment, by their training? One row a person.
MATCH (p:Reviewer)-[done:HAS_TRAINING]->(:Training)
WHERE done.knownFrom < $as_of AND done.validUntil > $as_of
RETURN DISTINCT p.id AS id, p.name AS name
