// Invariant 5: which reviews were made by somebody whose training was not valid at that moment?
MATCH (r:Review)-[:WAS_ASSOCIATED_WITH]->(p:Person)
MATCH (r)-[:USED]->(:ReviewTask)-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
WHERE NOT EXISTS {
  MATCH (p)-[done:HAS_TRAINING]->(course:Training)
  WHERE coalesce(done.knownFrom, 0) <= r.recordedAt AND done.validUntil > r.recordedAt
    AND course.key = coalesce(point.requiredCourse, course.key)
}
RETURN r.id AS id, 'Review' AS kind, 'case ' + c.externalId + ' by ' + p.name AS name,
       ['no valid record of ' + coalesce('the course ' + point.requiredCourse, 'any course')] AS because
LIMIT $most
