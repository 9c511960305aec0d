// What must the gate read to judge a task's case again: its data, its score, and the packet that it presents?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
MATCH (t)-[:PRESENTS]->(k:ReviewPacket)-[:PRESENTS]->(s:InputSnapshot)
MATCH (q:QualityCheck)-[:ABOUT]->(s)
OPTIONAL MATCH (k)-[:PRESENTS]->(p:Prediction)-[:SCORED_BY]->(model:ModelVersion)-[:VERSION_OF]->(family:Model)
RETURN c { .id, .version, .payload, .reach, .personRequired, .lookAlikes } AS case,
       t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .suspendedBecause, .barredIds,
           .dueAt, .priority, .sortKey } AS task,
       k { .id, .digest, .content } AS packet,
       p { .id, .probability, .base, .features, .featureValues, .contributions, .reasons, .secondaryNames,
           .secondaryProbabilities } AS prediction,
       model { .key, .version } AS model,
       family.name AS model_name,
       s.id AS snapshot_id, q.verdict AS quality, q.findings AS findings,
       point.key AS point, point.epoch AS point_epoch
