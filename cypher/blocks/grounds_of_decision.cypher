// What does a decision `d` rest on: `policy`, and lists of dataset versions `data` and of model versions `models`, as ids?
WITH d, head(COLLECT { MATCH (d)-[:GOVERNED_BY]->(policy:PolicyVersion) RETURN policy.id }) AS policy,
     COLLECT {
       MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id
       UNION
       MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion)
       RETURN v.id
       UNION
       MATCH (d)-[:WAS_DERIVED_FROM]->(:InputSnapshot)-[:TAKEN_FROM]->(v:DatasetVersion) RETURN v.id
     } AS data,
     COLLECT {
       MATCH (d)-[:WAS_GENERATED_BY]->(:GateEvaluation)-[:USED]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion) RETURN m.id
       UNION
       MATCH (d)-[:WAS_GENERATED_BY]->(:Review)-[:USED]->(:ReviewPacket)-[:PRESENTS]->(:Prediction)-[:SCORED_BY]->(m:ModelVersion)
       RETURN m.id
     } AS models
