// Which reviews led to a decision, who gave each, which reasons of the score did each see, and which are disputed already?
MATCH (d:Decision {id: $decision_id})-[:WAS_GENERATED_BY]->(closing:Review)
USING INDEX SEEK d:Decision(id)
MATCH (d)-[:ABOUT]->(:Case)-[:AT]->(point:DecisionPoint)
CALL (closing) {
  RETURN closing AS review
  UNION
  MATCH (closing)-[:WAS_INFORMED_BY]->(review:Review) RETURN review
}
MATCH (review)-[:WAS_ASSOCIATED_WITH]->(who:Person)
RETURN review.id AS review_id, who.id AS person_id, point.key AS point,
       COLLECT {
         MATCH (review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)-[:INFLUENCED_BY]->(f:FeatureVersion)
         RETURN DISTINCT f { .id, .key, .words }
       } AS reasons,
       COLLECT { MATCH (review)-[:DISPUTES]->(f:FeatureVersion) RETURN f.id } AS disputed
