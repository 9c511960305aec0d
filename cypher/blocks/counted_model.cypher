// The model version whose score counted for a decision, by its key.
MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(p:Prediction)-[:SCORED_BY]->(m:ModelVersion)
WHERE p.target IS NULL
RETURN m.key
UNION
MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(p:Prediction)-[:SCORED_BY]->(m:ModelVersion)
WHERE p.target IS NULL
RETURN m.key
