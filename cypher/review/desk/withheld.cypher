// Which of these predictions, evaluations and packets advise on open cases at blind-first points, and who answered first?
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
}
WITH id, c
WHERE c.state IN ['AWAITING_SCORE', 'IN_REVIEW']
MATCH (c)-[:AT]->(:DecisionPoint {blindFirst: true})
RETURN DISTINCT id, coalesce(c._firstAnswers, []) AS answers
