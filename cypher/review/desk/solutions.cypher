// By what were the records of some decisions' cases solved, as far as that was known by a moment?
MATCH (d:Decision)
USING INDEX SEEK d:Decision(id)
WHERE d.id IN $decision_ids
MATCH (d)-[:ABOUT]->(c:Case)-[by:RESOLVED_BY]->(s:Solution)
WHERE by.knownFrom < $known_by
RETURN s.name AS name, count(DISTINCT c) AS similar, s.records AS records, s.reopened AS reopened, s.knownAt AS known_at
ORDER BY similar DESC, name
