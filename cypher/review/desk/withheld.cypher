// Which of these nodes advise on open cases at blind-first points, or tell of a decision that is judged blind, and who answered first?
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Prediction {id: id})-[:SCORED_ON]->(:InputSnapshot)-[:ABOUT]->(c:Case)
  USING INDEX SEEK n:Prediction(id)
  RETURN c
  UNION
  MATCH (n:GateEvaluation {id: id})-[:ABOUT]->(c:Case)
  USING INDEX SEEK n:GateEvaluation(id)
  RETURN c
  UNION
  MATCH (n:ReviewPacket {id: id})<-[:PRESENTS]-(:ReviewTask)-[:ABOUT]->(c:Case)
  USING INDEX SEEK n:ReviewPacket(id)
  RETURN c
  UNION
  MATCH (d:Decision {id: id})-[:ABOUT]->(c:Case {blindReview: true})
  USING INDEX SEEK d:Decision(id)
  RETURN c
  UNION
  MATCH (a:Appeal {id: id})-[:ABOUT]->(:Decision)-[:ABOUT]->(c:Case {blindReview: true})
  USING INDEX SEEK a:Appeal(id)
  RETURN c
}
WITH id, c
WHERE c.state IN ['AWAITING_SCORE', 'IN_REVIEW']
MATCH (c)-[:AT]->(point:DecisionPoint)
WHERE point.blindFirst OR c.blindReview
RETURN DISTINCT id, CASE WHEN c.blindReview THEN [] ELSE coalesce(c._firstAnswers, []) END AS answers
