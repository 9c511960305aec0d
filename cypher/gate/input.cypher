// What must the gate read to judge a task's case again: its data, its scores, and the packet that it presents?
MATCH (t:ReviewTask {id: $task_id})-[:ABOUT]->(c:Case)-[:AT]->(point:DecisionPoint)
USING INDEX SEEK t:ReviewTask(id)
MATCH (t)-[:PRESENTS]->(k:ReviewPacket)-[:PRESENTS]->(s:InputSnapshot)
MATCH (q:QualityCheck)-[:ABOUT]->(s)
MATCH (s)-[taken:TAKEN_FROM]->(data:DatasetVersion)
CALL (k) {
  OPTIONAL MATCH (k)-[:PRESENTS]->(p:Prediction)-[:SCORED_BY]->(model:ModelVersion)-[:VERSION_OF]->(family:Model)
  RETURN [one IN collect(p { .id, .target, .probability, .margin, .base, .features, .featureValues, .contributions,
            .reasons, .shadow, .knownAt, .recordedAt, model: family.name, modelVersion: model.version }) WHERE one.id IS NOT NULL] AS scores
}
RETURN c { .id, .version, .reach, .personRequired, .openAppeal, .lookAlikes, .awaitingScore } AS case,
       t { .id, .state, .version, .leaseEpoch, .holderId, .leaseExpiresAt, .round, .slot, .quorum, .suspendedBecause, .barredIds,
           .dueAt, .priority, .sortKey } AS task,
       k { .id, .digest, .content } AS packet,
       head([one IN scores WHERE one.target IS NULL]) AS prediction,
       [one IN scores WHERE one.target IS NOT NULL] AS further,
       s { .id, .values } AS snapshot, data.key AS dataset, data.sha256 AS sha256, taken.row AS source_row,
       q.verdict AS quality, q.findings AS findings, q.gatesDigest AS gates_digest,
       q { .gatesPassed, .gatesFailed, .gatesNotRun, .gateRow } AS ran,
       point.key AS point, point.epoch AS point_epoch
