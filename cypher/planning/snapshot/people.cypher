// Who could review at a moment, by their training? One row a person.
MATCH (course:Training)
USING INDEX SEEK course:Training(key)
WHERE course.key > ''
MATCH (course)<-[done:HAS_TRAINING]-(p:Reviewer)
WHERE done.knownFrom < $as_of AND done.validUntil > $as_of
RETURN DISTINCT p.id AS id, p.name AS name
