// How many live cases of a decision point are decided, by whom, and how many wait?
MATCH (at:DecisionPoint {key: $point})<-[:AT]-(c:Case)
USING INDEX SEEK at:DecisionPoint(key)
WHERE c.origin = 'LIVE'
OPTIONAL MATCH (d:Decision {effectiveCaseId: c.id})
USING INDEX SEEK d:Decision(effectiveCaseId)
RETURN count(c) AS cases,
       count(CASE WHEN d.kind = 'AUTOMATIC' THEN 1 END) AS automatic,
       count(CASE WHEN d.kind = 'HUMAN' THEN 1 END) AS human,
       count(CASE WHEN c.state = 'IN_REVIEW' THEN 1 END) AS waiting
